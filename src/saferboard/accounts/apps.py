from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "saferboard.accounts"
    label = "accounts"

    def ready(self) -> None:
        from saferboard.accounts.records import KINDS, forget
        from saferboard.accounts.resealing import reseal
        from saferboard.partners import answers, record_kinds

        record_kinds.register(*KINDS)
        answers.register(answers.Answers(room="accounts", forget=forget, reseal=reseal))
