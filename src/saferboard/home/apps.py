from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "saferboard.home"
    label = "home"
