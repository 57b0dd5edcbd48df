from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """An app only so that Django finds the commands."""

    name = "saferboard.config"
    label = "config"

    def ready(self):
        from saferboard.config import protecting  # noqa: F401 - registers its check
