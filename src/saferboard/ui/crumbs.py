"""
The way back from a page.
"""

from django.urls import reverse

from saferboard.ui.components import Link


def crumbs(*steps: tuple[str, str] | tuple[str, str, str]) -> tuple[Link, ...]:
    """
    Return links from the front page down: each step is (words, page name[, its argument]).
    """
    links = (Link(words, reverse(name, args=args)) for words, name, *args in steps)
    return (Link("Front page", "/"), *links)
