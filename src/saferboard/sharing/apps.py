from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "saferboard.sharing"
    label = "sharing"

    def ready(self) -> None:
        from saferboard.partners import record_kinds
        from saferboard.partners.answers import register
        from saferboard.sharing import things
        from saferboard.sharing.records import KINDS
        from saferboard.sharing.reported import ANSWERS

        register(ANSWERS)
        record_kinds.register(*KINDS)
        things.register_own()
