"""
Serving the site with gunicorn.
"""

import argparse
import errno
import os
import socket
import subprocess
import sys

from django.conf import settings
from gunicorn.app.base import BaseApplication

from saferboard.config.environment import NotReady
from saferboard.config.redaction import SiteLogger
from saferboard.config.wsgi import application

TICK = (sys.executable, "-m", "saferboard.cli", "tick", "--every", "60")


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


def port_number(words: str) -> int:
    """
    Return the port a person named.

    :raises argparse.ArgumentTypeError: if it is none.
    """
    if words.isascii() and words.isdigit() and 1 <= int(words) <= 65_535:
        return int(words)
    raise argparse.ArgumentTypeError(f"{words} is not a port: give a number from 1 to 65535")


def listening(*, host: str = "127.0.0.1", port: int = 8000) -> socket.socket:
    """
    Return a socket that listens, before anybody is told the address.

    :raises NotReady: if the port is taken or the host is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = 8001 if port != 8001 else 8002
            raise NotReady(
                f"Port {port} is taken. Stop what is there, or choose another with --port {other}."
            ) from error
        raise NotReady(
            f"cannot listen at {host}, port {port} ({error.strerror}). Give this machine's own"
            " address with --host, or another port with --port."
        ) from error


def serve(listener: socket.socket, *, workers: int = 2) -> None:
    """
    Serve the site at what is listening already, until stopped.

    A demonstration has no timer of the system's, so it does what is due every minute itself.
    """
    bind = f"fd://{listener.fileno()}"
    ours = os.getpid()
    ticker = None
    if settings.DEMO:
        ticker = subprocess.Popen(TICK, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    try:
        Site(
            bind=bind, workers=workers, loglevel="warning", timeout=60, logger_class=SiteLogger
        ).run()
    finally:
        # A worker is a copy of this process and ends here too, but is not the one to stop it.
        if ticker is not None and os.getpid() == ours:
            ticker.terminate()
