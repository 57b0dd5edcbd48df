from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "saferboard.places"
    label = "places"
