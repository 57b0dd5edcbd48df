from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "saferboard.returns"
    label = "returns"
