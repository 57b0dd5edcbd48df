"""
Minutes and agendas of councils that do not exist, each in a shape of its own.

Beside each stands what is in it, counted by hand.  Everybody in them is made up.
"""

# ruff: noqa: E501

from dataclasses import dataclass

from tests.papers.making import pdf, web, word


@dataclass(frozen=True)
class Shape:
    """A document, how it is given, and the counts a reading of it must come to."""

    name: str
    content: bytes
    counts: dict[str, int]
    kind: str = "minutes"


MODERN = Shape(
    "numbered-headings.txt",
    b"""WESTHAVEN COMMUNITY SAFETY PARTNERSHIP

Minutes of the meeting held on Tuesday 12 March 2024 at 2.00 pm in the Civic Suite, Westhaven

Present: Cllr Asha Bell (Chair), Tom Okoro (Westhaven Council), Supt Jo Vance (Estuary Police),
Ruth Lamb (Haven Homes) and Piers Dunn (Probation Service)

In attendance: Nia Frost (Democratic Services), Owen Hale (Analyst)

Apologies: Mary Quill (NHS Estuary), Sam Tarn

34. APOLOGIES FOR ABSENCE

Apologies were received from Mary Quill and Sam Tarn. Kit Shaw attended as substitute for Sam Tarn.

35. MINUTES OF THE LAST MEETING

The minutes of the meeting held on 5 December 2023 were agreed.

RESOLVED: that the minutes be signed as a correct record.

36. KNIFE CRIME UPDATE

Supt Vance said that offences had fallen from 42 to 38. Members asked about the bins.

It was resolved that:

(a) the update be noted; and
(b) a further report be brought in June.

Action: T Okoro by 12 May

37. ANY OTHER BUSINESS

There was none.

AGREED that the partnership meet next on 11 June 2024 at 2.00 pm.

The meeting closed at 3.25 pm.
""",
    {
        "minutes": 4, "resolutions": 4, "actions": 1, "present": 5, "also_present": 2,
        "apologies": 2, "substitutes": 1,
    },
)  # fmt: skip

DASHED = Shape(
    "dashed-actions.txt",
    """Northfold Safer Communities Board

Notes of meeting: 9 September 2025, 10:00 – 11:45, Microsoft Teams

Attendees:
Helen Marsh (HM), Northfold District Council (Chair)
Insp. Ravi Pell (RP), Fells Constabulary
Gwen Tully (GT), Fells Fire and Rescue
Abdi Noor (AN), Voluntary Action Northfold

Apologies:
Laura Kemp, Integrated Care Board
Phil Stott, Northfold Homes

1. Welcome and introductions

HM welcomed everyone.

2. Matters arising

The bus shelter at Mill Lane had been repaired.

ACTION – Head of Housing

3. Burglary

RP gave an overview. Shed breaks were the main concern.

Decision: The Board agreed to fund property marking in two wards.

ACTION: RP to share the ward figures by 30 September 2025
ACTION: GT to advise on fire-resistant locks

4. Date of next meeting

9 December 2025, 10:00
""".encode(),
    {"minutes": 4, "resolutions": 1, "actions": 3, "present": 4, "also_present": 0, "apologies": 2},
)

COLUMNS = Shape(
    "columns.docx",
    word(
        ("h", "Harrowmere Community Safety Partnership"),
        "Meeting held on 14 May 2024, 10.00am, Harrowmere Town Hall",
        [
            ["Name", "Organisation", "Present / Apologies"],
            ["Zoe Amis", "Harrowmere Council", "Present (Chair)"],
            ["Ben Cray", "Mere Police", "Present"],
            ["Dot Ennis", "Mere Fire", "Apologies"],
            ["Ife Gowan", "Probation", "Present"],
        ],
        "Minutes",
        [
            ["Item", "Discussion", "Action", "Owner", "Deadline"],
            ["1. Welcome and apologies", "Zoe Amis welcomed partners.\nNo interests were declared.", "", "", ""],
            ["2. Serious violence duty", "The needs assessment was presented.", "Circulate the assessment\nArrange a workshop", "BC\nZA", "31 May 2024\nJune"],
            ["3. Anti-social behaviour", "Calls rose by 4%.\nRESOLVED that the action plan be approved.", "None", "", ""],
            ["4. AOB", "None raised.", "", "", ""],
        ],
    ),
    {"minutes": 4, "resolutions": 1, "actions": 2, "present": 3, "also_present": 0, "apologies": 1},
)  # fmt: skip

SUBNUMBERS = Shape(
    "sub-numbers.txt",
    b"""Calder Vale Safer Partnership
Minutes of the Meeting held on 3rd February 2025 at Calder House

Present:
Councillor J. Wray (Chair)
A. Pike, Calder Vale Council
Sgt L. Moss, Vale Police

Also in attendance:
C. Reed, Minute taker

1. Apologies for absence
1.1 Apologies were received from D. Ford (Vale Fire) and E. Lane.
2. Declarations of interest
2.1 There were none.
3. Hate crime
3.1 Sgt Moss reported that 14 crimes had been recorded in the quarter.
3.2 A member asked how victims were supported. The officer explained the new referral form,
which would be used from March and had been agreed with Victim Support.
3.3 RESOLVED that the report be noted.
ACTION: A. Pike to send the referral form to all members.
4. Any other business
4.1 No other business was raised.
5. Date of next meeting
5.1 Monday 12 May 2025 at 10am.
""",
    {"minutes": 5, "resolutions": 1, "actions": 1, "present": 3, "also_present": 1, "apologies": 2},
)

UNNUMBERED = Shape(
    "no-numbers.html",
    web(
        "<h1>Thornbury Edge Community Safety Partnership</h1><p>Minutes of meeting held 21 January 2025</p>"
        "<p><b>Present:</b> Priya Nair (Chair, Thornbury Edge Council); Col Begg (Police); Una Shiel (Health)</p>"
        "<p><b>Apologies:</b> Wes Tate (Fire)</p>"
        "<h2>Welcome and introductions</h2><p>The Chair opened the meeting.</p>"
        "<h2>Minutes of the last meeting</h2><p>The minutes were agreed.</p>"
        "<h2>Domestic abuse strategy</h2><p>The draft was discussed at length.</p>"
        "<p>AGREED: that the draft go to consultation.</p>"
        "<p>Actions:</p><ul><li>PN to circulate the draft</li><li>US to name a health lead by 3 February 2025</li></ul>"
        "<h2>Any other business</h2><p>None.</p>"
    ),
    {"minutes": 4, "resolutions": 1, "actions": 2, "present": 3, "also_present": 0, "apologies": 1},
)  # fmt: skip

LOG = Shape(
    "action-log.docx",
    word(
        "EASTMOOR SAFER NEIGHBOURHOODS FORUM",
        "Minutes – 6 November 2024",
        "Present",
        ["Lena Otter (Chair) - Eastmoor Council", "Max Ruddle - Moor Police", "Jade Swann - Youth Justice"],
        "Apologies",
        ["Hugh Pym - Trading Standards"],
        ("h", "1. Welcome"),
        "Lena Otter opened the meeting at 10.00 am.",
        ("h", "2. Youth justice update"),
        "First-time entrants fell to 11 in the quarter. Jade Swann will share the full paper.",
        ("h", "3. Scams"),
        "A leaflet was shown. It was well received.",
        ("h", "Action log"),
        [
            ["Ref", "Action", "Owner", "Due date", "Status"],
            ["2", "Share the full paper on first-time entrants", "Jade Swann", "20 November 2024", "Open"],
            ["3", "Print more leaflets", "Hugh Pym", "1 December 2024", "Open"],
        ],
    ),
    {"minutes": 3, "resolutions": 0, "actions": 2, "present": 3, "also_present": 0, "apologies": 1},
)  # fmt: skip

WELSH = Shape(
    "dwyieithog.txt",
    b"""Bwrdd Diogelwch Cymunedol Glanafon / Glanafon Community Safety Board

Cofnodion y cyfarfod / Minutes of the meeting: 15 Hydref 2024

Yn bresennol / Present:
Cyng. Mair Pugh (Cadeirydd / Chair)
Elin Rowe, Heddlu Glanafon
Huw Treherne, Cyngor Glanafon

Ymddiheuriadau / Apologies:
Sioned Vaughan, Iechyd Cyhoeddus Cymru

1. Croeso ac ymddiheuriadau / Welcome and apologies
Croesawodd y Cadeirydd bawb i'r cyfarfod.
2. Cofnodion y cyfarfod diwethaf / Minutes of the last meeting
PENDERFYNWYD: cymeradwyo'r cofnodion.
3. Trais difrifol / Serious violence
Cafwyd adroddiad gan Elin Rowe. The report was discussed.
Gweithredu: Huw Treherne
4. Unrhyw fater arall / Any other business
Dim.
""",
    {"minutes": 4, "resolutions": 1, "actions": 1, "present": 3, "also_present": 0, "apologies": 1},
)

PAGED = Shape(
    "paged.pdf",
    pdf(
        [
            "Riverdale Community Safety Partnership - Minutes",
            "Minutes of the meeting held on 18 June 2024 at 9.30 am",
            "",
            "Present:",
            "Ann Birch (Chair)",
            "Carl Dean (Riverdale Police)",
            "Esi Fynn (Riverdale Council)",
            "In attendance:",
            "Gus Hart (Clerk)",
            "",
            [(50, "12"), (90, "APOLOGIES"), (480, "ACTION")],
            [(90, "Apologies were received from Ida Jay and Kofi Lowe.")],
            [(50, "13"), (90, "CRIME DASHBOARD"), (480, "ACTION")],
            [(90, "Carl Dean presented the figures for the quarter to the end of May and said")],
            [(90, "that burglary had fallen. Esi Fynn would write to the ward panels about this."), (480, "EF")],
            "Page 1 of 2",
        ],
        [
            "Riverdale Community Safety Partnership - Minutes",
            [(90, "The panels would be asked to reply before the summer.")],
            [(90, "RESOLVED that the dashboard be noted.")],
            [(50, "14"), (90, "DATE OF NEXT MEETING"), (480, "ACTION")],
            [(90, "24 September 2024 at 9.30 am."), (480, "GH")],
            "The meeting ended at 10.40 am",
            "Page 2 of 2",
        ],
    ),
    {"minutes": 3, "resolutions": 1, "actions": 2, "present": 3, "also_present": 1, "apologies": 2},
)  # fmt: skip

COMMITTEE = Shape(
    "committee-codes.txt",
    b"""SALTERSFORD BOROUGH COUNCIL

CRIME AND DISORDER SCRUTINY PANEL

Held at the Council Offices, Saltersford on Wednesday, 4th October, 2023

PRESENT: Councillor B. Ames in the Chair;
Councillors C. Bray, D. Coe and E. Dyer

OFFICERS IN ATTENDANCE: Head of Community Safety (F. Eade); Democratic Services Officer (G. Fane)

CDP/11 APOLOGIES
An apology for absence was received from Councillor H. Gale.

CDP/12 DECLARATIONS OF INTEREST
There were no declarations of interest.

CDP/13 FLY-TIPPING
The Head of Community Safety introduced the report and answered questions on the cameras.
RESOLVED -
(1) That the report be received.
(2) That the cameras be kept for a further year.
(3) That a letter be sent to the Environment Agency.

CDP/14 URGENT BUSINESS
There was none.
""",
    {"minutes": 4, "resolutions": 3, "actions": 0, "present": 4, "also_present": 2, "apologies": 1},
)

PIPED = Shape(
    "piped.md",
    b"""# Ashcombe Safer Town Group

Date: 7 July 2025
Time: 10:00

**Present:** Jill Knapp (Chair), Leo Marr, Nan Orme
**Apologies:** Pat Quayle

| No. | Item | Notes | Actions |
|---|---|---|---|
| 1 | Apologies | Noted as above. | |
| 2 | Matters arising | All complete. | |
| 3 | Street drinking | Six reports since May. Agreed: that the order be renewed. | LM to draft the order by 1 August |
| 4 | AOB | Litter at the station. | NO to call the rail company |
""",
    {"minutes": 4, "resolutions": 1, "actions": 2, "present": 3, "also_present": 0, "apologies": 1},
)

TIMED = Shape(
    "timed-agenda.txt",
    b"""Brackenby Community Safety Partnership
Thursday 16 January 2025, 10.00am to 12.00pm
Committee Room 2, Brackenby House

AGENDA

10.00 1. Welcome and apologies - Chair
10.05 2. Minutes of the meeting held on 3 October 2024 (Pages 3 - 8)
10.10 3. Matters arising (Pages 9 - 10)
10.20 4. Serious violence (verbal) - Supt Rhys Toller
10.45 5. Domestic abuse
      a) Strategy refresh (Pages 11 - 24) - Mel Upton
      b) Commissioning (attached) - Vic Webb
11.30 6. Any other business
11.45 7. Date of next meeting: 10 April 2025
""",
    {"agenda_items": 7, "agenda_sub_items": 2, "minutes": 0},
    kind="pack",
)

TABLE_AGENDA = Shape(
    "table-agenda.docx",
    word(
        ("h", "Fenwick Safer Partnership"),
        "Meeting: 20 March 2025 at 13:00, Fenwick Library",
        ("h", "Agenda"),
        [
            ["No.", "Item", "Lead", "Time", "Paper"],
            ["1", "Welcome", "Chair", "13:00", ""],
            ["2", "Minutes of last meeting", "Chair", "13:05", "Pages 2-6"],
            ["3", "Burglary", "Insp Dee Yarrow", "13:10", "Verbal"],
            ["3.1", "Hot spots", "Al Zane", "13:20", "Pages 7-9"],
            ["4", "AOB", "All", "13:50", ""],
        ],
        ("h", "Matters arising"),
        [
            ["Minute", "Action", "Owner", "Update"],
            ["14", "Repair the lights in Mill Street", "Al Zane", "Done in January."],
            ["16", "Ask for ward figures", "Insp Dee Yarrow", "To be given at the meeting."],
            ["19", "Draft the leaflet", "Clerk", "In hand."],
        ],
        ("h", "Priority 1 - Burglary"),
        [
            ["Ref", "Commitment", "Lead", "Q1 update", "Q2 update", "RAG"],
            ["1.1", "Mark property in two wards", "Police", "Began in May", "Finished", "Green"],
            ["1.2", "Visit every victim", "Police", "Not requested", "Three were missed", "Amber"],
            ["1.3", "Light the alleys", "Council", "Not requested", "Not provided", ""],
        ],
    ),
    {
        "agenda_items": 4, "agenda_sub_items": 1, "matters_arising": 3, "commitments": 3,
        "commitments_with_status": 2, "updates": 6,
    },
    kind="pack",
)  # fmt: skip

WEB_AGENDA = Shape(
    "agenda.html",
    web(
        "<h1>Agenda</h1><h2>Marlsea Crime Reduction Board</h2><p>Monday 3 June 2024 10.30 am</p>"
        "<p>Venue: The Forum, Marlsea</p><p>Contact: Committee Services, 01234 000000</p>"
        "<ol><li>1. Apologies for absence</li></ol><p>2. Declarations of interest</p>"
        "<p>3. Minutes of the previous meeting (Pages 1 - 6)</p>"
        "<p>4. Community trigger review (Pages 7 - 20)</p><p>Report of the Head of Housing</p>"
        "<p>5. Any other business</p>"
    ),
    {"agenda_items": 5, "agenda_sub_items": 0},
    kind="pack",
)

SHAPES = (
    MODERN, DASHED, COLUMNS, SUBNUMBERS, UNNUMBERED, LOG, WELSH, PAGED, COMMITTEE, PIPED, TIMED,
    TABLE_AGENDA, WEB_AGENDA,
)  # fmt: skip
