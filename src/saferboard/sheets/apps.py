from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "saferboard.sheets"
    label = "sheets"
