"""
Every definition loads, and everything that names one names one there is.
"""

from pathlib import Path

import pytest
import yaml

from saferboard.demo.reading import quarter_file
from saferboard.domain.periods import parse_period
from saferboard.measures.definitions import defined, definitions, known_source, sources
from saferboard.measures.tokens import TOKEN, find

MEASURES = Path(__file__).parents[2] / "src/saferboard/measures"
FILES = sorted((MEASURES / "definitions").rglob("*.yaml"))
SOURCES = sorted((MEASURES / "sources").glob("*.yaml"))
QUARTER = ("strategy", "updates", "minutes-2022-08-17", "matters-arising", "task-and-finish")


def test_every_file_is_a_definition_and_every_definition_a_file():
    assert set(definitions()) == {path.stem for path in FILES}
    assert set(sources()) == {path.stem for path in SOURCES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_definition_is_whole(path):
    definition = defined(path.stem)
    assert definition.question.endswith("?")
    assert definition.written_by != definition.checked_by
    if definition.counts.source:
        assert known_source(definition.counts.source)
    else:
        assert definition.counts.none_because
    assert bool(definition.over) == bool(definition.per)


def texts(thing):
    """Yield every text of a file, however deep it lies."""
    match thing:
        case str():
            yield thing
        case dict():
            for value in thing.values():
                yield from texts(value)
        case list():
            for value in thing:
                yield from texts(value)


@pytest.mark.parametrize("name", QUARTER)
def test_every_figure_the_quarter_speaks_of_is_one_there_is(name):
    for text in texts(quarter_file(name)):
        assert len(find(text)) == len(set(TOKEN.findall(text)))
        assert "{" not in TOKEN.sub("", text), f"a token nobody reads: {text}"


def test_every_reported_figure_has_a_definition_and_a_period():
    for figure in quarter_file("reported-figures")["figures"]:
        assert defined(figure["measure"]).counts.source == "partner-reports"
        assert len(parse_period(figure["period"]))


def test_every_measure_the_strategy_names_is_one_there_is():
    strategy = quarter_file("strategy")
    for priority in strategy["priorities"]:
        named = list(priority["measures"])
        for section in priority["sections"]:
            for commitment in section["commitments"]:
                named += commitment.get("measures", [])
        assert all(defined(slug).slug == slug for slug in named)


@pytest.mark.parametrize("path", [*FILES, *SOURCES], ids=lambda path: path.stem)
def test_a_file_is_plain_yaml_with_no_key_twice(path):
    class Strict(yaml.SafeLoader):
        pass

    def once(loader, node):
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"{path.name}: a key stands twice"
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, once)
    assert yaml.load(path.read_text(encoding="utf-8"), Strict)
