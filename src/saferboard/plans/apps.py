from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "saferboard.plans"
    label = "plans"

    def ready(self) -> None:
        from saferboard.meetings.agendas import rotation
        from saferboard.partners import answers, record_kinds
        from saferboard.plans.findable import SOURCES
        from saferboard.plans.held import ANSWERS
        from saferboard.plans.records import KINDS
        from saferboard.plans.rotation.operations import due_at, numbers_and_titles
        from saferboard.search.sources import register

        answers.register(ANSWERS)
        register(*SOURCES)
        record_kinds.register(*KINDS)
        rotation.register("plans", rotation.Rotation(due=due_at, priorities=numbers_and_titles))
