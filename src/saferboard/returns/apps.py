from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "saferboard.returns"
    label = "returns"

    def ready(self) -> None:
        from saferboard.partners import answers, record_kinds
        from saferboard.plans.rating import waiting
        from saferboard.returns.data_sheets import filler, follow, refusal
        from saferboard.returns.held import ANSWERS
        from saferboard.returns.queries import unanswered
        from saferboard.returns.records import KINDS
        from saferboard.returns.rounds.operations import ask_by_round
        from saferboard.sheets import askers

        answers.register(ANSWERS)
        waiting.ELSEWHERE["returns"] = unanswered
        record_kinds.register(*KINDS)
        askers.register(
            askers.Asker(asked=ask_by_round, moved=follow, refusal=refusal, filler=filler)
        )
