"""
What may be kept from the public, and by which paragraph.

Schedule 12A to the Local Government Act 1972, Part 1 (England), as it stands since SI 2006/88.
By its paragraph 10 each holds only as long as the public interest in keeping the thing from the
public outweighs the public interest in its being known, so that a reason goes with it.
"""

from collections.abc import Mapping

from saferboard.domain.refusals import Refusal

SOURCE = "Local Government Act 1972, Schedule 12A, Part 1 (as substituted by SI 2006/88)"
SOURCE_ADDRESS = "https://www.legislation.gov.uk/ukpga/1972/70/schedule/12A"

PARAGRAPHS: Mapping[int, str] = {
    1: "About any individual",
    2: "Likely to reveal who an individual is",
    3: "About the financial or business affairs of a particular person, the authority included",
    4: "About consultations or negotiations on labour relations with employees or office holders",
    5: "Covered by legal professional privilege",
    6: "Reveals that a notice is to be given, or an order or direction made, under an enactment",
    7: "About action to prevent, investigate or prosecute crime",
}
"""What each paragraph covers, in fewer words than the Schedule's."""


def paragraph_words(number: int) -> str:
    """Return a paragraph as it is printed beside an exempt item."""
    return f"Paragraph {number}: {PARAGRAPHS[number][0].lower()}{PARAGRAPHS[number][1:]}"


def refusal_to_exempt(paragraph: int | None, reason: str) -> Refusal | None:
    """Return why an item may not be exempt on this ground, or None if it may."""
    if paragraph not in PARAGRAPHS:
        words = "Choose the paragraph of Schedule 12A, 1 to 7, that the item is exempt by."
        return Refusal("no-such-paragraph", words)
    if not reason.strip():
        words = (
            "Say why the public interest in keeping the item from the public outweighs that in"
            " its being known (Schedule 12A, paragraph 10)."
        )
        return Refusal("no-reason-to-exempt", words)
    return None
