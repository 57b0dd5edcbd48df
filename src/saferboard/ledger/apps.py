from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "saferboard.ledger"
    label = "ledger"
