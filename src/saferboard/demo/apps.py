from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "saferboard.demo"
    label = "demo"
