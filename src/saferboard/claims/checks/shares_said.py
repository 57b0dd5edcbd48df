"""
Shares said in sentences in ways of their own: of two parts together, in words and in digits, of
what is left.
"""

import re
from dataclasses import replace
from decimal import Decimal

from saferboard.claims.desk import Desk
from saferboard.claims.grammar.quantities import Unit
from saferboard.claims.grammar.share_forms import GROWTH, REST, TOGETHER
from saferboard.claims.judging import Judgement, Span, fits, judge_share, total
from saferboard.claims.model import Kind, Severity
from saferboard.claims.text import N, P, Sentence


def check_together(sentence: Sentence, desk: Desk) -> None:
    """Judge `66 cyclists and 80 pedestrians; together they made up 15% of the 968`."""
    skeleton = sentence.skeleton
    match = TOGETHER.search(skeleton.text)
    if match is None:
        return
    share, whole = skeleton.figures[match["share"]], skeleton.figures[match["whole"]]
    before = [skeleton.figures[m] for m in re.findall(N, skeleton.text[: match.start()])]
    parts = [q for q in before if q.unit is whole.unit]
    if not 2 <= len(parts) <= 4 or total(parts) > whole.value or share.unit is not Unit.PERCENT:
        return
    both = replace(parts[0], value=total(parts))
    judgement = judge_share(both, whole, share)
    if judgement:
        desk.judged(
            sentence,
            (share.start, whole.end),
            Kind.SHARE,
            share.text,
            judgement,
            f"{' + '.join(q.text for q in parts)} of {whole.text} is {judgement.computed}.",
        )


_TWICE = re.compile(rf"(?P<words>{P})(?:\s[a-z]+){{0,4}}\s?\((?P<digits>{P})\)")


def check_twice(sentence: Sentence, desk: Desk) -> None:
    """Judge `one in five (20%)`: a share in words against itself in digits."""
    skeleton = sentence.skeleton
    for match in _TWICE.finditer(skeleton.text):
        said, printed = skeleton.figures[match["words"]], skeleton.figures[match["digits"]]
        if not said.in_words or printed.unit is not Unit.PERCENT:
            continue
        span = Span(printed.value - printed.half, printed.value + printed.half)
        holds = fits(said.value, said.half, said.bound, span)
        judgement = Judgement(holds, f"{said.value:.0f}%", None if holds else Severity.MATERIAL)
        why = f"{said.text} is {said.value:.0f}%."
        desk.judged(
            sentence, (said.start, printed.end + 1), Kind.SHARE, printed.text, judgement, why
        )


def check_rest(sentence: Sentence, desk: Desk) -> None:
    """Judge `62% were men, 25% women and the remaining 18% …`: such shares make 100%."""
    text = sentence.skeleton.text
    rest = REST.search(text)
    shares = [q for q in sentence.quantities if q.unit is Unit.PERCENT]
    if rest is None or len(shares) < 2 or any(q.in_words or q.sign for q in shares):
        return
    after = re.match(rf"[^\ue000-\ue4ff]{{0,12}}?(?P<last>{P})", text[rest.end() :])
    if after is None or sentence.skeleton.figures[after["last"]] is not shares[-1]:
        return
    if GROWTH.search(text.replace("up to", "")):
        return
    made = total(shares)
    room = sum((q.half for q in shares), Decimal(0))
    holds = abs(made - 100) <= room
    if not holds and not 60 <= made <= 140:
        return
    judgement = Judgement(
        holds, f"{100 - made + shares[-1].value}%", None if holds else Severity.MATERIAL
    )
    desk.judged(
        sentence,
        (shares[0].start, shares[-1].end),
        Kind.SHARE,
        shares[-1].text,
        judgement,
        f"The shares given make {made}%, where a whole with its remainder makes 100%.",
    )
