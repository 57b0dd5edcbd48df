from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "saferboard.sheets"
    label = "sheets"

    def ready(self) -> None:
        from saferboard.partners.record_kinds import register
        from saferboard.sheets.records import KINDS

        register(*KINDS)
