"""Where a request comes from, for the journal and for counting failed sign-ins."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from nhanai.journal.vocab import ORIGIN


class OriginMiddleware:
    """Keeps the client's address for the acts that a request leads to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set it for this request only."""
        token = ORIGIN.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            ORIGIN.reset(token)


def client_address(request: HttpRequest) -> str:
    """The address the request came from.

    Behind a proxy that we trust it is the last one forwarded, which our proxy wrote; those before
    it are whatever the client claimed.
    """
    near: str = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUST_PROXY:
        return near
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
    try:
        return str(ip_address(forwarded))
    except ValueError:
        return near
