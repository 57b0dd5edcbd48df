from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "saferboard.ui"
    label = "ui"
    verbose_name = "Pages and components"
