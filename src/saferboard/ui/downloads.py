"""
Tables as files to be downloaded.
"""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse


def as_csv(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Return rows as a CSV file in UTF-8; words that a spreadsheet would run are disarmed."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    written = csv.writer(answer)
    for row in rows:
        written.writerow([_disarmed(value) for value in row])
    return answer


def _disarmed(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value
