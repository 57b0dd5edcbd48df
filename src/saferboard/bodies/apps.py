from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "saferboard.bodies"
    label = "bodies"
