from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "saferboard.library"
    label = "library"

    def ready(self) -> None:
        from saferboard.library.records import KINDS
        from saferboard.partners.record_kinds import register

        register(*KINDS)
