from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "saferboard.partners"
    label = "partners"

    def ready(self) -> None:
        from saferboard.partners.record_kinds import register
        from saferboard.partners.records import KINDS

        register(*KINDS)
