from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "saferboard.packs"
    label = "packs"
