"""
Reading a YAML file into a model, with complaints that point at the line.
"""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C where there is one: sixty files in a tenth of the time."""

Model = TypeVar("Model", bound=BaseModel)


class DefinitionError(Exception):
    """Raised for a file that may not be used: says the file, line, column, key and what to do."""

    def __init__(self, path: Path, line: int, column: int, key: str, words: str) -> None:
        named = f", {key}" if key else ""
        super().__init__(f"{path.name}, line {line}, column {column}{named}: {words}")
        self.path, self.line, self.column, self.key = path, line, column, key


class YamlFile:
    """A file's content, and where in it each key stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8")
            self._root = yaml.compose(text, Loader=LOADER)
            self.content = yaml.load(text, Loader=LOADER)  # noqa: S506 - both loaders are safe
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            said = f"this is not YAML ({error.problem}). Put the line right."
            raise DefinitionError(path, line, column, "", said) from None
        except (UnicodeDecodeError, yaml.YAMLError):
            raise DefinitionError(path, 1, 1, "", "this is not text. Save it as UTF-8.") from None
        self._refuse_keys_given_twice(self._root)

    def error(self, keys: tuple[str | int, ...], words: str) -> DefinitionError:
        """Return the complaint `words`, pointed at the nearest key there is along `keys`."""
        line, column = self._where(keys)
        return DefinitionError(self.path, line, column, ".".join(map(str, keys)), words)

    def _where(self, keys: tuple[str | int, ...]) -> tuple[int, int]:
        node, mark = self._root, None
        for key in keys:
            found = _step(node, key)
            if found is None:
                break
            node, mark = found
        if mark is None:
            return 1, 1
        return mark.line + 1, mark.column + 1

    def _refuse_keys_given_twice(self, node: yaml.Node | None) -> None:
        """YAML keeps the last of two equal keys and says nothing of the first."""
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    mark = key.start_mark
                    said = "this key is given twice. Keep one of the two."
                    raise DefinitionError(
                        self.path, mark.line + 1, mark.column + 1, str(key.value), said
                    )
                seen.add(key.value)
                self._refuse_keys_given_twice(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                self._refuse_keys_given_twice(value)


def _step(node: yaml.Node | None, key: str | int) -> tuple[yaml.Node, yaml.Mark] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark
    return None


def read_model(file: YamlFile, model: type[Model], **given: object) -> Model:
    """
    Return `file` as a `model`, with what the file's own name gives added.

    :raises DefinitionError: at the first thing that is wrong.
    """
    if not isinstance(file.content, dict):
        raise file.error((), "nothing is written here. Write keys and their values.")
    try:
        return model.model_validate({**file.content, **given})
    except ValidationError as error:
        first = error.errors()[0]
        raise file.error(tuple(first["loc"]), _in_words(first, model)) from None


def _in_words(error: dict, model: type[BaseModel]) -> str:
    match error["type"]:
        case "extra_forbidden":
            known = ", ".join(name for name in model.model_fields if name != "slug")
            return f"this key is not known. Take it out, or use one of: {known}."
        case "missing":
            return "this key is missing. Add it."
        case "value_error":
            return str(error["ctx"]["error"])
        case "literal_error":
            return f"this is not one of {error['ctx']['expected']}. Use one of them."
        case _:
            return f"{error['msg'][0].lower()}{error['msg'][1:]}. Write another value."
