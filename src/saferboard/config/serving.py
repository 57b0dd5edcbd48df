"""
Serving the site with gunicorn.
"""

import socket

from gunicorn.app.base import BaseApplication

from saferboard.config.environment import NotReady
from saferboard.config.wsgi import application


class Site(BaseApplication):
    """The site under gunicorn, its settings given here rather than in a file."""

    def __init__(self, **options: object) -> None:
        self.chosen = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self):
        return application


def refuse_a_taken_port(host: str, port: int) -> None:
    """
    See that the site can listen, before the server tries five times and says so ten.

    :raises NotReady: if it cannot.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host.strip("[]"), port), family=family).close()
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotReady(
            f"cannot listen at {host}, port {port} ({why}). Stop what listens there, or give"
            " another port with --port."
        ) from error


def serve(*, host: str = "127.0.0.1", port: int = 8000, workers: int = 2) -> None:
    """
    Serve the site until stopped.

    :raises NotReady: if the port is taken.
    """
    refuse_a_taken_port(host, port)
    Site(bind=f"{host}:{port}", workers=workers, loglevel="warning", timeout=60).run()
