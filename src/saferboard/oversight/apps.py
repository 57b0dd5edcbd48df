from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "saferboard.oversight"
    label = "oversight"

    def ready(self) -> None:
        from saferboard.oversight.records import KINDS
        from saferboard.partners.record_kinds import register

        register(*KINDS)
