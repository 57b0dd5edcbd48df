"""
What is done to every answer.
"""

import ipaddress

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from saferboard.domain.refusals import Refused
from saferboard.letters.links import came_by_link


class ContentSecurityPolicy:
    """
    Let a page load only what this site serves, use none of a browser's devices but passkeys,
    be framed and fetched by no other site, and be kept by no cache once somebody is signed in.
    """

    policy = (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
        " form-action 'self'; frame-ancestors 'none'"
    )
    devices = (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(),"
        " microphone=(), midi=(), payment=(), serial=(), usb=(),"
        " publickey-credentials-create=(self), publickey-credentials-get=(self)"
    )

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", self.devices)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers["Cache-Control"] = "private, no-store"
        return response


class TrueAddress:
    """
    Take a visitor's address from X-Forwarded-For, as far as our own web servers wrote it.

    Each writes whom it heard from at the end, so the last so many can be believed and no more.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        heard = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if 0 < settings.PROXIES <= len(heard):
            request.META["REMOTE_ADDR"] = heard[-settings.PROXIES].strip()
        return self.get_response(request)


class FilesWithoutCookies:
    """
    Hand out files without a cookie, coming or going, so that no file can act as its reader.

    Where SAFERBOARD_FILES_HOST names a host of their own, files are answered there and
    nowhere else, and nothing else is answered there.
    """

    under = "/files/"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        of_files = request.path.startswith(self.under)
        own = settings.FILES_HOST
        if own and of_files != (request.get_host() == own):
            raise Http404("There is no such address.")
        if not of_files:
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        return response


class PlainAddresses:
    """Answer "not found" to an address holding a NUL, which PostgreSQL cannot be asked about."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            raise Http404("There is no such address.")
        return self.get_response(request)


class Whence:
    """Tell an account where it acts from, for the lines it leaves in the ledger."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.network = network(request.META.get("REMOTE_ADDR", ""))

        def marked():
            user.origin = f"web {request.network}"
            return user

        request.user = SimpleLazyObject(marked)
        return self.get_response(request)


def network(address: str) -> str:
    """
    Return the network an address is in: the first 24 bits of an IPv4 address, 48 of an IPv6.

    Enough to tell the council's building from a café, and no more: a line of the ledger is
    kept for years and a whole address is personal.
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    bits = 24 if known.version == 4 else 48
    return str(ipaddress.ip_network(f"{known}/{bits}", strict=False))


class OpenSite:
    """
    Where SAFERBOARD_OPEN_SITE is no, open nothing to those outside but what they come in by.

    Whoever came by a link in a letter is inside, in that browser and for as long as it stands.
    """

    rooms = ("", "accounts", "letters", "library")
    pages = ("public:accessibility", "meetings:own-feed")
    words = "This site is for members of the partnership. The council publishes its papers."

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if settings.OPEN_SITE or request.user.is_authenticated or came_by_link(request):
            return None
        match = request.resolver_match
        if match.namespace in self.rooms or match.view_name in self.pages:
            return None
        if match.view_name == "public:front":
            return render(request, "public/closed.html")
        return render(request, "403.html", {"exception": self.words}, status=403)


class RefusedInWords:
    """Turn a refusal that no view caught into a page that says why, with status 403."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        response = render(request, "403.html", {"exception": str(exception)}, status=403)
        # Raised past the view, so nothing that marks a view "never cache" has seen it.
        response.headers["Cache-Control"] = "private, no-store"
        return response
