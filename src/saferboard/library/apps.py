from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "saferboard.library"
    label = "library"
