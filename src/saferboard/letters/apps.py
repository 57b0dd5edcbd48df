from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "saferboard.letters"
    label = "letters"

    def ready(self) -> None:
        from saferboard.letters.records import KINDS
        from saferboard.partners.record_kinds import register

        register(*KINDS)
