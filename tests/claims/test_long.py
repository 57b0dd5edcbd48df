"""
A document too long to be held whole is checked chapter by chapter, with the same result.
"""

import pytest

from saferboard.claims import text as laying_out
from saferboard.claims.checker import check
from saferboard.claims.model import Kind
from saferboard.documents.reading import plain, read_bytes

PLACES = [
    "Anders Green", "Broad Lane", "Castle Ward", "Dunmere", "Eastwick", "Foxholes", "Garth End",
    "Hollin Bank", "Ings Road", "Jubilee Park",
]  # fmt: skip


def section(n: int, place: str) -> str:
    old, new, wrong = 200 + 13 * n, 230 + 17 * n, n + 40
    return (
        f"## {place} in the year\n\n"
        f"Burglary in {place} rose from {old} to {new}, an increase of {wrong}%. Of the {new}"
        f" burglaries, {new // 2} (50%) were of homes.\n\n"
        f"| {place} | 2021/22 | 2022/23 | Change |\n| --- | --- | --- | --- |\n"
        f"| Robbery | {old} | {new} | {wrong}% |\n| Arson | {n + 31} | {n + 62} | 77% |\n"
        f"| Total | {old + n + 31} | {new + n + 60} | 11% |\n\n"
        f"Officers made {n + 310} visits to shops in {place}, as in the quarter before.\n\n"
    )


PAPER = "".join(section(n, place) for n, place in enumerate(PLACES))


@pytest.fixture
def short_chapters(monkeypatch):
    monkeypatch.setattr(laying_out, "ORDINARY", 1000)
    monkeypatch.setattr(laying_out, "CHAPTER", 250)
    monkeypatch.setattr(plain, "LONG", 1000)


def claims_of(text: str):
    (claims,) = check([read_bytes("paper.md", text.encode())])
    return claims


def test_it_is_parted_at_its_headings(short_chapters):
    chapters = list(laying_out.Chapters([read_bytes("paper.md", PAPER.encode())]))
    assert len(chapters) == len(PLACES)
    for (chapter,), place in zip(chapters, PLACES, strict=True):
        assert chapter.sentences[0].text == f"{place} in the year"
        assert len(chapter.tables) == 1


def test_what_is_found_is_what_is_found_in_one_piece(request):
    whole = claims_of(PAPER)
    assert len({c.kind for c in whole if c.wrong}) >= 2
    request.getfixturevalue("short_chapters")
    assert claims_of(PAPER) == whole


def test_the_first_chapter_is_held_against_the_last(short_chapters):
    said = "Officers seized 21,328 illegal vapes in the year 2022/23 from shops.\n\n"
    again = said.replace("21,328", "21,382")
    found = claims_of(f"## Vapes\n\n{said}{PAPER}## Vapes again\n\n{again}")
    clash = [c for c in found if c.wrong and c.kind is Kind.CROSS_REFERENCE]
    assert {c.stated for c in clash} == {"21,328", "21,382"}


def test_a_sentence_is_held_against_a_table_far_below(short_chapters):
    table = (
        "| Offence | 2021/22 | 2022/23 | Change |\n|---|---|---|---|\n"
        "| Cycle theft | 513 | 805 | 57% |\n| Begging | 20 | 30 | 50% |\n"
    )
    text = f"## Summary\n\nCycle theft rose by 44% in 2022/23.\n\n{PAPER}## Annex\n\n{table}"
    wrong = [c for c in claims_of(text) if c.wrong and c.place.line == 3]
    assert [c.stated for c in wrong] == ["44%"]
    assert "513 and 805" in wrong[0].why


def test_blocks_read_again_are_those_kept(short_chapters):
    again = read_bytes("paper.md", PAPER.encode()).blocks
    assert isinstance(again, plain.ReadAgain)
    assert list(again) == list(again)
    assert len(again) == len(list(again))
    assert again[0].text.text == f"{PLACES[0]} in the year"
    assert [b.text.text for b in again[:2]] == [b.text.text for b in list(again)[:2]]


def test_blocks_read_again_are_those_of_a_short_text(request):
    kept = read_bytes("paper.md", PAPER.encode()).blocks
    assert isinstance(kept, tuple)
    request.getfixturevalue("short_chapters")
    assert tuple(read_bytes("paper.md", PAPER.encode()).blocks) == kept
