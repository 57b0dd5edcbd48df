from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "saferboard.meetings"
    label = "meetings"

    def ready(self) -> None:
        from saferboard.meetings.actions.records import KINDS as ACTIONS
        from saferboard.meetings.bringing.records import KINDS as BRINGING
        from saferboard.meetings.findable import SOURCES
        from saferboard.meetings.held import ANSWERS
        from saferboard.meetings.issuing.findable import SOURCES as ISSUED
        from saferboard.meetings.records import KINDS
        from saferboard.meetings.taking.records import KINDS as TAKING
        from saferboard.partners import answers
        from saferboard.partners.record_kinds import register
        from saferboard.search import sources

        answers.register(ANSWERS)
        register(*KINDS, *ACTIONS, *BRINGING, *TAKING)
        sources.register(*SOURCES, *ISSUED)
