"""
Handing out a file.

Asked for without a cookie and by a signed address alone, so that nothing inside a file can
act as whoever reads it.
"""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from saferboard.documents.safety import FileKind
from saferboard.domain.refusals import Refusal, Refused
from saferboard.library import queries
from saferboard.ui import clock

MISSING = "The file is not where it is kept. Put the folder of files back from a backup."
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def file(request: HttpRequest, signed: str) -> HttpResponse:
    found = queries.signed_for(signed, at=clock.now())
    if isinstance(found, Refusal):
        raise Refused(found)
    kind = FileKind(found.kind)
    try:
        content = queries.path_of(found.sha256).open("rb")
    except FileNotFoundError:
        raise Http404(MISSING) from None
    response = FileResponse(content, content_type=kind.media_type)
    name = found.name.removesuffix(kind.suffix) + kind.suffix
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response
