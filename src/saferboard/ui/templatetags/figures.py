"""
The tag that prints a figure.
"""

from typing import Any

from django import template

from saferboard.ui.figures import FigureShown

register = template.Library()


@register.inclusion_tag("ui/figure.html")
def figure(shown: FigureShown) -> dict[str, Any]:
    """Print a figure with the link to where it is from."""
    return {"shown": shown, "spoken_otherwise": shown.sr_text != shown.text}
