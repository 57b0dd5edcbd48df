from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "saferboard.drafting"
    label = "drafting"
