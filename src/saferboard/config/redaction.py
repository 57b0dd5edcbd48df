"""
Keeping tokens out of every log: whoever reads one could otherwise come in with it.
"""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

_TOKEN = re.compile(r"/(link|calendar|invitation|new-password)/[^/\s?\"']+")


def without_tokens(words: str) -> str:
    """Return words with the token of every address of a link or a calendar left out."""
    return _TOKEN.sub(r"/\1/[token]", words)


class WithoutTokens(logging.Filter):
    """Takes tokens out of a line before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        plain = without_tokens(said)
        if plain != said:
            record.msg, record.args = plain, ()
        return True


class SiteLogger(Logger):
    """The web server's own log, without tokens in the addresses asked for or come from."""

    def atoms(self, resp, req, environ, request_time) -> dict[str, Any]:
        found = super().atoms(resp, req, environ, request_time)
        return {
            name: without_tokens(said) if isinstance(said, str) else said
            for name, said in found.items()
        }
