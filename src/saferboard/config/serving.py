"""
Serving the site with gunicorn.
"""

from gunicorn.app.base import BaseApplication

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


def serve(*, host: str = "127.0.0.1", port: int = 8000, workers: int = 2) -> None:
    """
    Serve the site until stopped.

    :raises SystemExit: if the port is taken.
    """
    Site(bind=f"{host}:{port}", workers=workers, loglevel="warning", timeout=60).run()
