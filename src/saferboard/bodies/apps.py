from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "saferboard.bodies"
    label = "bodies"

    def ready(self) -> None:
        from saferboard.bodies.permissions import sees_restricted
        from saferboard.bodies.queries import held_by
        from saferboard.partners.answers import Answers, register

        register(Answers("bodies", held_by=held_by, sees_restricted=sees_restricted))
