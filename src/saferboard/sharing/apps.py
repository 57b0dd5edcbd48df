from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "saferboard.sharing"
    label = "sharing"

    def ready(self) -> None:
        from saferboard.partners.answers import register
        from saferboard.sharing import things
        from saferboard.sharing.reported import ANSWERS

        register(ANSWERS)
        things.register_own()
