from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "saferboard.partners"
    label = "partners"
