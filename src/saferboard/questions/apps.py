from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "saferboard.questions"
    label = "questions"

    def ready(self) -> None:
        from saferboard.meetings.agendas import additions
        from saferboard.meetings.models import ItemKind
        from saferboard.partners.answers import Answers, register
        from saferboard.partners.record_kinds import register as register_kinds
        from saferboard.questions.presenters import on_the_agenda
        from saferboard.questions.queries import to_answer
        from saferboard.questions.records import KINDS

        register(Answers("questions", held_by=to_answer))
        register_kinds(*KINDS)
        additions.register("questions", additions.Addition(ItemKind.QUESTIONS, links=on_the_agenda))
