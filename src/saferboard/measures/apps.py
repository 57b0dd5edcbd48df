from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from saferboard.measures.definitions import ELSEWHERE, DefinitionError, definitions


class MeasuresConfig(AppConfig):
    name = "saferboard.measures"
    label = "measures"

    def ready(self) -> None:
        # Not before: models may be read only once every room is there.
        from saferboard.measures.local import local_definition

        register(definitions_may_be_used)
        if local_definition not in ELSEWHERE:
            ELSEWHERE.append(local_definition)


def definitions_may_be_used(**_: object) -> list[CheckMessage]:
    """Return what is wrong with a definition or a source, so that no command starts on it."""
    try:
        definitions()
    except DefinitionError as error:
        return [Error(str(error), id="measures.E001")]
    return []
