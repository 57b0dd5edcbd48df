from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "saferboard.oversight"
    label = "oversight"
