"""
Figures that rest on others a clause or a sentence away, and papers that are true throughout.
"""

from pathlib import Path

import pytest

from saferboard.claims.checker import check
from saferboard.claims.model import Kind
from saferboard.documents.reading import read, read_bytes

PAPERS = sorted(Path(__file__).parent.joinpath("papers").iterdir())

HOLDS_AND_NOT = [
    (Kind.SHARE, "We answered 200 letters. Of those, 150 ({}) came from residents.", "75%", "57%"),
    (Kind.SHARE, "Of the 118, 96 are boys and 22 are girls: girls are {} of the 118.",
     "19%", "23%"),
    (Kind.SHARE, "Theft was named by 96, {} of the 320 who answered.", "30%", "43%"),
    (Kind.SHARE, "The bins took 1,213 blades: 508 in Corve, 391 in Ludham and 314 in Westry. "
     "Corve's bin alone took {} of the 1,213.", "42%", "58%"),
    (Kind.OTHER, "Our 14 inspectors completed 2,210 audits, an average of {} each.", "158", "178"),
    (Kind.OTHER, "It heard 488 cases involving 610 children, {} children per case.",
     "1.25", "1.52"),
    (Kind.OTHER, "In the year 1,020 staff attended 34 courses, {} to a course.", "30", "40"),
    (Kind.SUM, "We recruited 36 and 41 left, a net loss of {}.", "five", "nine"),
    (Kind.SUM, "Spending was £61.2 million against a plan of £59.8 million, an adverse variance "
     "of {}.", "£1.4 million", "£1.6 million"),
    (Kind.SUM, "We made 10,480 visits against a target of 10,000, so the target was beaten by {} "
     "visits.", "480", "580"),
    (Kind.SUM, "It covered 61 schools: {} primary, 9 secondary, three special and one unit.",
     "48", "84"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "right", "wrong"), HOLDS_AND_NOT)
def test_a_figure_is_held_against_its_passage(kind, text, right, wrong):
    passed, accused = (
        check([read_bytes("paper.txt", text.format(said).encode())])[0] for said in (right, wrong)
    )
    assert passed, "nothing was recognised"
    assert not [claim.why for claim in passed if claim.wrong]
    assert kind in {claim.kind for claim in accused if claim.wrong}


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_true_paper_is_not_accused(path):
    assert not [claim for claim in check([read(path)])[0] if claim.wrong]
