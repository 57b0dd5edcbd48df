from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "saferboard.returns"
    label = "returns"

    def ready(self) -> None:
        from saferboard.partners.answers import register
        from saferboard.returns.held import ANSWERS

        register(ANSWERS)
