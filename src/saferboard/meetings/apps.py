from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "saferboard.meetings"
    label = "meetings"

    def ready(self) -> None:
        from saferboard.meetings.findable import SOURCES
        from saferboard.meetings.records import KINDS
        from saferboard.partners.record_kinds import register
        from saferboard.search import sources

        register(*KINDS)
        sources.register(*SOURCES)
