from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "saferboard.returns"
    label = "returns"

    def ready(self) -> None:
        from saferboard.partners import answers, record_kinds
        from saferboard.returns.held import ANSWERS
        from saferboard.returns.records import KINDS

        answers.register(ANSWERS)
        record_kinds.register(*KINDS)
