from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "saferboard.drafting"
    label = "drafting"

    def ready(self) -> None:
        from saferboard.drafting.records import KINDS
        from saferboard.partners import record_kinds

        record_kinds.register(*KINDS)
