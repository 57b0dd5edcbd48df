"""
Examine a figure checker on documents it has not seen, one figure falsified at a time.

    .venv/bin/python bench/unseen.py [--command "saferboard check --format json"]
    .venv/bin/python bench/unseen.py --call module:function [--show]
    .venv/bin/python bench/unseen.py --test

The documents and what is true in them stand in `unseen/documents`.  A checker is handed each
as written, where every accusation is a false alarm, and then with one thing made false, where
an accusation is right if it quotes the false stretch or names it among its sources.
"""

import argparse
import contextlib
import importlib
import io
import json
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "unseen"))

import falsify
import forms
import score
import truth
from falsify import Variant
from score import Finding, Tally
from truth import Paper

KINDS = [
    "percent-change",
    "sum",
    "share",
    "rate",
    "rank",
    "cross-reference",
    "date",
    "label",
    "other",
]
HALVES = ("dev", "held-out")
Reader = Callable[[list[Path]], str]


def by_command(command: str) -> Reader:
    """Return a reader that runs a command with the files after it."""

    def read(files: list[Path]) -> str:
        words = [*shlex.split(command), *map(str, files)]
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout

    return read


def by_call(path: str, arguments: str) -> Reader:
    """Return a reader that calls a command's own function in this process."""
    module, _, name = path.partition(":")
    function = getattr(importlib.import_module(module), name)

    def read(files: list[Path]) -> str:
        printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            function([*shlex.split(arguments), *map(str, files)])
        printed.flush()
        return printed.buffer.getvalue().decode()

    return read


def ask(read: Reader, paper: Paper, text: str, shelf: dict[str, Paper]) -> dict[str, list[Finding]]:
    """Return what the checker says of a document and of those beside it, by document."""
    with tempfile.TemporaryDirectory() as folder:
        files = [shelf[name.rpartition(".")[0]] for name in paper.beside]
        paths = [forms.write(Path(folder), one.name, one.text, one.form) for one in files]
        paths.append(forms.write(Path(folder), paper.name, text, paper.form))
        answer: list[dict[str, Any]] = json.loads(read(paths))
    return {Path(one["file"]).stem: one.get("claims") or [] for one in answer}


def examine(read: Reader, papers: Iterable[Paper], each: int) -> dict[str, Tally]:
    """Return the tally of each half."""
    tallies = {half: Tally() for half in HALVES}
    shelf = {paper.name: paper for paper in truth.papers()}
    for paper in papers:
        tally = tallies[paper.half]
        for variant in (None, *falsify.variants(paper, each)):
            try:
                said = ask(read, paper, variant.text if variant else paper.text, shelf)
            except ImportError as error:
                print(f"{paper.name} is left out: {error}", file=sys.stderr)
                break
            except Exception as error:  # a checker that falls over is marked, not excused
                tally.failures.append(f"{paper.name}: {type(error).__name__}: {error}"[:200])
                said = {}
            if variant is None:
                score.judge_original(tally, paper, said)
            else:
                score.judge_variant(tally, variant, said)
    return tallies


def percent(value: float | None) -> str:
    """Return a part as a percentage, or a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f}%"


def table(head: list[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines: list[Sequence[object]] = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def summary(tallies: dict[str, Tally]) -> str:
    """Return the headline figures, a row for each half."""
    rows: list[list[object]] = []
    for half, tally in tallies.items():
        alarms = sum(variant is None for _, variant, _ in tally.wrong)
        asked = len(tally.caught) + len(tally.missed)
        counts = [asked, len(tally.caught), tally.right, len(tally.wrong)]
        shown = [percent(tally.precision), percent(tally.recall)]
        seen = f"{tally.seen} of {tally.claims}"
        rows.append([half, *shown, *counts, alarms, len(tally.accused), seen])
    head = "Half,Precision,Recall,Variants,Caught,Right,Wrong,Wrong on originals,Distinct,Seen true"
    return table(head.split(","), rows)


def split(tallies: dict[str, Tally], title: str, key: Callable[[Variant], str]) -> str:
    """Return recall by some property of a variant, each half and together."""
    rows: list[list[object]] = []
    names = {key(v) for t in tallies.values() for v in [*t.missed, *(v for v, _ in t.caught)]}
    for name in sorted(names):
        row: list[object] = [name]
        caught, asked = 0, 0
        for tally in tallies.values():
            hits = sum(key(variant) == name for variant, _ in tally.caught)
            size = hits + sum(key(variant) == name for variant in tally.missed)
            row.append(f"{hits}/{size}")
            caught, asked = caught + hits, asked + size
        rows.append([*row, percent(caught / asked)])
    return table([title, *tallies, "recall"], rows)


def confusion(tallies: dict[str, Tally]) -> str:
    """Return what kind of claim each falsified one was taken for, and what the accused were."""
    cells: Counter[tuple[str, str]] = Counter()
    for tally in tallies.values():
        for variant, found in tally.caught:
            cells[variant.claim.kind, str(found.get("kind"))] += 1
        for variant in tally.missed:
            cells[variant.claim.kind, "missed"] += 1
        seen: set[tuple[str, str]] = set()
        for paper, _, found in tally.wrong:
            mark = (paper.name, str(found.get("quote")))
            cells["(true, accused)", str(found.get("kind"))] += mark not in seen
            seen.add(mark)
    columns = [*KINDS, "missed"]
    rows = [
        [kind, *(cells[kind, column] or "·" for column in columns)]
        for kind in [*KINDS, "(true, accused)"]
    ]
    return table(["falsified, found as →", *columns], rows)


def verdicts(tallies: dict[str, Tally]) -> str:
    """Return true and falsified figures against whether they were accused."""
    caught = sum(len(tally.caught) for tally in tallies.values())
    missed = sum(len(tally.missed) for tally in tallies.values())
    claims = sum(tally.claims for tally in tallies.values())
    alarms = sum(len(tally.accused) for tally in tallies.values())
    rows: list[list[object]] = [["falsified", caught, missed]]
    rows.append(["true as written (accused in any variant)", alarms, max(claims - alarms, 0)])
    return table(["", "accused", "not accused"], rows)


def show(tallies: dict[str, Tally]) -> None:
    """Print every miss and every false alarm, an alarm once with how often it came."""
    for half, tally in tallies.items():
        print(f"\n### {half}: missed\n")
        for variant in tally.missed:
            quote = " ".join(variant.shown.split())
            change = f"{variant.old!r} → {variant.new!r}"
            where = f"{variant.paper.path.name}:{variant.lines[0]}"
            print(f"- {where} [{variant.claim.kind}; {variant.how}] {change} in “{quote}”")
        times = Counter((p.name, str(f.get("quote")), f.get("kind")) for p, _, f in tally.wrong)
        firsts = {(p.name, str(f.get("quote")), f.get("kind")): f for p, _, f in tally.wrong[::-1]}
        print(f"\n### {half}: true figures accused\n")
        for mark, count in times.most_common():
            quote = " ".join(mark[1].split())
            print(f"- {mark[0]} [{mark[2]}] ×{count} “{quote}”: {firsts[mark].get('why')}")
        for failure in tally.failures:
            print(f"- failed: {failure}")


def report(tallies: dict[str, Tally]) -> str:
    """Return the whole result as Markdown."""
    failures = sum(len(tally.failures) for tally in tallies.values())
    parts = [summary(tallies), verdicts(tallies), split(tallies, "Kind", lambda v: v.claim.kind)]
    parts += [split(tallies, "Falsified by", lambda v: v.how)]
    parts += [split(tallies, "Handed over as", lambda v: v.paper.form), confusion(tallies)]
    return "\n\n".join(parts) + (f"\n\nThe checker failed {failures} times." if failures else "")


def faults(papers: list[Paper], each: int) -> list[str]:
    """Return what is wrong with the examination itself."""
    out: list[str] = []
    total = 0
    for paper in papers:
        shown = "".join((truth.DOCUMENTS / name).read_text("utf-8") for name in paper.beside)
        for claim in paper.claims:
            fault = truth.fault(claim, paper, shown)
            out += [f"{paper.name}: {claim.quote!r}: {fault}"] if fault else []
            if falsify.ways(claim, paper) != list(claim.falsify):
                out.append(f"{paper.name}: {claim.quote!r}: its falsifications are not as listed")
        made = falsify.variants(paper, each)
        total += len(made)
        if not 8 <= len(paper.claims) <= 36:
            out.append(f"{paper.name}: {len(paper.claims)} claims")
        for variant in made:
            start, end = variant.spoilt
            back = variant.text[:start] + variant.old + variant.text[end:]
            if (
                back != paper.text
                or variant.text == paper.text
                or variant.new != (variant.text[start:end])
            ):
                out.append(f"{paper.name}: {variant.how}: more than one thing was changed")
    if len(papers) < 36 or total < 300:
        out.append(f"only {len(papers)} documents and {total} variants")
    return out


def main() -> int:
    """Examine a checker, or the examination."""
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--command", default="saferboard check --format json")
    parser.add_argument("--call", help="module:function to call in this process instead")
    parser.add_argument("--arguments", default="--format json", help="what --call is handed first")
    parser.add_argument("--each", type=int, default=3, help="falsifications of each claim")
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--show", action="store_true", help="list misses and false alarms")
    parser.add_argument("--test", action="store_true", help="prove the truths and stop")
    given = parser.parse_args()
    papers = [p for p in truth.papers() if given.only in p.name and given.half in (None, p.half)]
    if given.test:
        found = faults(papers, given.each)
        claims = sum(len(paper.claims) for paper in papers)
        made = sum(len(falsify.variants(paper, given.each)) for paper in papers)
        print("\n".join(found))
        print(f"{len(papers)} documents, {claims} claims, {made} variants, {len(found)} faults")
        return bool(found)
    read = by_call(given.call, given.arguments) if given.call else by_command(given.command)
    began = time.perf_counter()
    tallies = examine(read, papers, given.each)
    print(report(tallies))
    if given.show:
        show(tallies)
    print(f"\n{time.perf_counter() - began:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
