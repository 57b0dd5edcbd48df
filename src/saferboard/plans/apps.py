from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "saferboard.plans"
    label = "plans"

    def ready(self) -> None:
        from saferboard.plans.findable import SOURCES
        from saferboard.search.sources import register

        register(*SOURCES)
