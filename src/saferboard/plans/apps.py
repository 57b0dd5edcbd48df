from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "saferboard.plans"
    label = "plans"

    def ready(self) -> None:
        from saferboard.partners import answers
        from saferboard.plans.findable import SOURCES
        from saferboard.plans.held import ANSWERS
        from saferboard.search.sources import register

        answers.register(ANSWERS)
        register(*SOURCES)
