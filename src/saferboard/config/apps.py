from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """An app only so that Django finds the commands."""

    name = "saferboard.config"
    label = "config"
