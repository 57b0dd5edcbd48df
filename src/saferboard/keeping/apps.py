from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "saferboard.keeping"
    label = "keeping"

    def ready(self) -> None:
        from saferboard.keeping.records import KINDS
        from saferboard.partners.record_kinds import register

        register(*KINDS)
