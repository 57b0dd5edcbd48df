from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "saferboard.search"
    label = "search"
