"""
On the first morning, before anything is entered, no page breaks.
"""

import pytest
from django.urls import reverse

from tests.repo.doors import READ, First
from tests.repo.reading_html import read_whole

STANDS = {
    "search:search",
    "public:front",
    "public:about",
    "public:accessibility",
    "account_login",
    "accounts:forgotten",
    "bodies:bodies",
    "meetings:meetings",
    "meetings:year",
    "returns:rounds",
    "measures:dashboard",
    "sheets:sheets",
    "sheets:sheet",
    "sheets:shown",
    "measures:catalogue",
    "instruments:library",
    "plans:due",
    "plans:scales",
    "questions:front",
    "measures:sources",
    "measures:board-table",
    "measures:boundaries",
    "measures:hot-spots",
    "measures:hot-spots-csv",
}
"""Pages that say there is nothing yet; any other says it was not found, or asks who is there."""


@pytest.mark.parametrize("page", sorted(READ))
def test_a_page_without_anything_to_show(client, db, page):
    answer = client.get(
        reverse(page, args=[0 if isinstance(one, First) else one for one in READ[page].world])
    )
    assert answer.status_code in ((200,) if page in STANDS else (404, 403, 302))
    assert read_whole(answer) or answer.status_code == 302
