from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "saferboard.letters"
    label = "letters"
