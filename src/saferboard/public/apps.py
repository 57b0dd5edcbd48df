from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "saferboard.public"
    label = "public"
