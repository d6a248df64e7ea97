"""Addresses of this installation, as mails and calendars carry them away."""

from urllib.parse import urlparse

from django.conf import settings


def host() -> str:
    """The name of this installation, as identifiers that leave it carry it."""
    return urlparse(settings.ADDRESS).hostname or "localhost"


def whole(path: str) -> str:
    """The address of a page with the name of this installation before it."""
    return settings.ADDRESS.rstrip("/") + path
