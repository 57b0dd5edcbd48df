from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "saferboard.accounts"
    label = "accounts"
