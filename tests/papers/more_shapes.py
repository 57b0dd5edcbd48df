"""
More minutes and agendas of councils that do not exist, as plain text.
"""

# ruff: noqa: E501

from tests.papers.shapes import Shape

POINT_NOUGHT = Shape(
    "point-nought.txt",
    b"""MINUTES of the COMMUNITY SAFETY PARTNERSHIP BOARD
held on Thursday 5 September 2024 at 14:00 in Conference Room 1, Town Hall, High Street, Dunwich DW1 2AB

Members Present:

Organisation            Representative
Dunwich Council         Cllr Peter Hallam (Chair)
Dunwich Council         Susan Grey, Director of Communities
Suffolk Police          Chief Inspector Amy Ward
Probation Service       Liam Cross

Officers in attendance:
David Peck, Community Safety Manager
Rita Shah, Democratic Services Officer

Apologies for absence:
Joan Fell (Fire Service)
Mark Twain-Hill (ICB)

1.0 WELCOME AND APOLOGIES

1.1 The Chair welcomed everyone to the meeting.

1.2 Apologies were noted as above.

2.0 MINUTES OF THE PREVIOUS MEETING AND MATTERS ARISING

2.1 The minutes of 6 June 2024 were AGREED as an accurate record.

2.2 Matter arising: the CCTV lease has been renewed.

3.0 POLICE UPDATE

3.1 Chief Inspector Ward presented the quarterly figures. Burglary was down by 4%.

3.2 Action: Chief Insp Ward to circulate ward-level data.

3.3 Action: D Peck to arrange a meeting with the BID by end of October.

4.0 ANY OTHER BUSINESS

4.1 None.

Meeting closed: 15:20

Date of next meeting: 5 December 2024
""",
    {"minutes": 4, "resolutions": 1, "actions": 2, "present": 4, "also_present": 2, "apologies": 2},
)

BARS = Shape(
    "bars.txt",
    b"""NOTES OF THE SAFER STOURTON PARTNERSHIP MEETING

Date: 12.05.2025          Time: 10.00 - 12.00          Venue: Stourton Fire Station

In attendance: Jo Brand-Hill (JBH) - Chair, Stourton DC; Tim Ono (TO) - Police; Una Pratt (UP) - Health; Vic Quinn (VQ) - Fire
Apologies: Wendy Ross, Xan Short

Item | Notes | Action
1. Welcome & introductions | JBH welcomed all. |
2. Actions from last meeting | All complete except the lighting survey. | UP to chase
3. Drugs | TO reported three warrants. Agreed to invite the treatment provider. | TO/UP
4. AOB | Nothing raised. |
""",
    {"minutes": 4, "resolutions": 0, "actions": 2, "present": 4, "also_present": 0, "apologies": 2},
)

LINES = Shape(
    "titles-on-lines.txt",
    b"""Minutes

Meeting name: Mossley Crime Reduction Partnership
Date: Wednesday 3 April 2024
Location: Teams
Attendees: Ann Archer (AA), Bob Baker (BB), Cat Cole (CC), Dev Dass (DD)
Apologies: Eve Ellis (EE)
Minute taker: Fay Flynn

Welcome

AA welcomed the group.

Action log review

BB confirmed that his action was closed.

Retail crime

CC outlined the new scheme. DD asked about cost.
Agreed: pilot to start in June.
Action: CC to draft the leaflet. Due: 1 May 2024
Action: DD & BB to find three shops

Any other business

None

Next meeting

Wednesday 3 July 2024, 10am
""",
    {"minutes": 5, "resolutions": 1, "actions": 2, "present": 4, "also_present": 1, "apologies": 1},
)

SPACED = Shape(
    "spaced.txt",
    b"""WESTPORT CITY COUNCIL

SAFER WESTPORT PARTNERSHIP EXECUTIVE

MINUTES OF MEETING HELD AT CITY HALL, WESTPORT ON 9TH JANUARY 2024 COMMENCING AT 10.00 A.M.

PRESENT:     Councillor M. Able        - Westport City Council (Chair)
             Superintendent N. Baines  - Westport Constabulary
             Mr. O. Carr               - Westport Housing Trust
             Ms. P. Dole               - Public Health

APOLOGIES:   Mrs. Q. Earl              - Youth Offending Service
             Mr. R. Fox                - Fire and Rescue Service

SWP 45/24    DECLARATIONS OF INTEREST

             None were declared.

SWP 46/24    MINUTES OF LAST MEETING

             The minutes of the meeting held on 10th October 2023 were approved.

SWP 47/24    PREVENT DUTY

             The Executive considered a report on the Prevent duty.

             RESOLVED:-

             (a)  That the report be noted.

             (b)  That training be offered to all schools.

             ACTION: Superintendent N. Baines

SWP 48/24    DATE OF NEXT MEETING

             9th April 2024 at 10.00 a.m.

             The meeting closed at 11.05 a.m.
""",
    {"minutes": 4, "resolutions": 2, "actions": 1, "present": 4, "also_present": 0, "apologies": 2},
)

TABBED = Shape(
    "tabbed.txt",
    b"""Hillford Community Safety Partnership
Strategic Group Meeting
Tuesday 14th November 2023, 1.30pm, Hillford House

PRESENT
Name	Organisation
Sarah Lowe (Chair)	Hillford Borough Council
Gary Pine	Hillford Police
Tess Oak	NHS
Ken Ash	Hillford Fire

APOLOGIES
Name	Organisation
Mo Elm	Probation
Sue Yew	Housing

No	Item	Action
1	Welcome and Introductions
Sarah Lowe welcomed everybody to the meeting.
2	Declarations of Interest
There were none.
3	Minutes of the last meeting
The minutes were agreed as a true record.
4	Domestic Abuse
Tess Oak gave a presentation. It was agreed that the board would write to the ICB.	Sarah Lowe
5	AOB
No items.
""",
    {"minutes": 5, "resolutions": 0, "actions": 1, "present": 4, "also_present": 0, "apologies": 2},
)

DISTRICT_AGENDA = Shape(
    "district-agenda.txt",
    b"""Democratic Services: Bea Holt, 01632 960123, bea@harbour.example

HARBOUR DISTRICT COUNCIL

Community Safety Partnership

Date: Monday, 8 July 2024
Time: 6.00 pm
Venue: Council Chamber, Harbour House, 1 Quay Street, Harbour HB1 1AA

To: Members of the Community Safety Partnership

Councillors A Gray (Chair), B Hill, C Ivy

AGENDA

PART 1 (PUBLIC)

1.	Apologies for absence

2.	Declarations of interest
	To receive any declarations of interest in items on the agenda.

3.	Minutes	3 - 8
	To confirm the minutes of the meeting held on 11 March 2024.

4.	Public questions

5.	Serious Violence Duty annual report	9 - 30
	Report of the Assistant Director, Communities

6.	Fly-tipping: progress report	31 - 36
	Cabinet Member for Environment to introduce.

7.	Exclusion of the public
	That the public be excluded under Schedule 12A.

PART 2 (EXEMPT)

8.	Domestic homicide review	37 - 60

Fire alarm: in the event of a fire alarm leave by the nearest exit.
""",
    {"agenda_items": 8, "agenda_sub_items": 0},
    kind="pack",
)

ITEM_AGENDA = Shape(
    "item-agenda.txt",
    b"""Agenda

Meeting of the Weaverdale Safer Partnership
10 December 2024 at 09:30, MS Teams

Item 1: Welcome and introductions (Chair) - 5 mins
Item 2: Minutes and matters arising (Chair) - 10 mins - Paper A
Item 3: Partner updates
  3.1 Police (Supt Ray Noon) - verbal
  3.2 Fire (Pam Hurst) - Paper B
  3.3 Housing (Kay Orr) - Paper C
Item 4: CSP plan 2025-28 (Jo Reeve) - 20 mins - Paper D
Item 5: AOB
Item 6: Next meeting: 11 March 2025
""",
    {"agenda_items": 6, "agenda_sub_items": 3},
    kind="pack",
)

BULLET_AGENDA = Shape(
    "bullet-agenda.txt",
    """Larkfield Community Safety Partnership Board
Agenda - 5 June 2025, 2pm-4pm

• Welcome and apologies
• Minutes of the last meeting
• Knife crime update - DI Carol Fenn
• Hate crime strategy - Amir Khan
• Any other business
""".encode(),
    {"agenda_items": 5, "agenda_sub_items": 0},
    kind="pack",
)

EARLIER_ACTIONS = Shape(
    "earlier-actions.txt",
    b"""Tarnside Community Safety Partnership

Minutes of the Strategic Board, 22 May 2025, 13:00-15:00, Tarnside Civic Centre, 4 Market Place, Tarnside TA1 4XX

Present
Cllr Ros Dyke (RD) Chair
Ch Insp Neil Ford (NF) Tarn Police
Gail Moss (GM) Tarnside Council
Ivo Reed (IR) Probation

Apologies
Lyn Sands (LS) NHS

Not present
Tom Vale, Fire

1. Welcome, introductions and apologies

RD welcomed everyone and thanked Gail Moss for the room.

2. Minutes and actions from the last meeting

The minutes of 20 February 2025 were agreed.

Ref | Action | Owner | Update
2.1 | Publish the plan | GM | Published in March
2.2 | Share the ward map | NF | Done

3. Serious violence

NF gave a verbal update. Three points were made:
1. Robbery is down.
2. Knife seizures are up.
3. The summer plan starts in July.

The Board:
- noted the update
- asked for a ward breakdown

ACTION 1: NF to provide a ward breakdown at the next meeting.
ACTION 2: GM and IR to review the diversion offer (by 30 June).

4. Funding

GM set out the bids. It was RESOLVED to submit the bid by 1 June.

5. Any other business

IR said that the office at 12 High Street would close.

6. Date and time of next meeting

21 August 2025, 13:00

Page 2 of 2
""",
    {
        "minutes": 6, "resolutions": 1, "actions": 2, "present": 4, "also_present": 0,
        "apologies": 2, "matters_arising": 2,
    },
)  # fmt: skip

LISTED = Shape(
    "listed-agenda.html",
    b"""<!DOCTYPE html><html><body><h1>Agenda</h1><p>Vale Partnership, 4 March 2025 at 2pm</p>
<ol><li>Apologies</li><li>Minutes (Pages 3 - 6)</li><li>Plan on a page (Pages 7 - 8)</li></ol>
<h2>Priority 1 - Safer streets</h2>
<table><tr><th>Objective</th><th>Lead</th><th>Q1</th><th>Q2</th><th>BRAG</th></tr>
<tr><td>Light the alleys</td><td>JH</td><td>On course</td><td>Not provided</td><td>Amber</td></tr>
<tr><td>Train wardens</td><td>AK</td><td>Not requested</td><td>Done</td><td>Blue</td></tr></table>
</body></html>""",
    {
        "agenda_items": 3, "agenda_sub_items": 0, "commitments": 2, "commitments_with_status": 2,
        "updates": 4,
    },
    kind="pack",
)  # fmt: skip

MORE_SHAPES = (
    POINT_NOUGHT, BARS, LINES, SPACED, TABBED, DISTRICT_AGENDA, ITEM_AGENDA, BULLET_AGENDA,
    EARLIER_ACTIONS, LISTED,
)  # fmt: skip
