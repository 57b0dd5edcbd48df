from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "saferboard.bodies"
    label = "bodies"

    def ready(self) -> None:
        from saferboard.bodies.permissions import sees_restricted
        from saferboard.partners.answers import Answers, register

        register(Answers("bodies", sees_restricted=sees_restricted))
