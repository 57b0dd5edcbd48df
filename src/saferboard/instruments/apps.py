from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "saferboard.instruments"
    label = "instruments"

    def ready(self) -> None:
        from saferboard.instruments.findable import SOURCES
        from saferboard.instruments.queries import held_by
        from saferboard.partners.answers import Answers
        from saferboard.partners.answers import register as answer
        from saferboard.search.sources import register

        register(*SOURCES)
        answer(Answers("instruments", held_by=held_by))
