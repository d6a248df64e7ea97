"""How often one place may ask for a calendar."""

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest

from nhanai.journal.http import client_address

WINDOW: Final = 600
"""Seconds that are counted together."""

MOST: Final = 60
"""Askings of one address in that time; each process of the server counts for itself."""


def asks_too_often(request: HttpRequest) -> bool:
    """Count this asking; whether the address has had its share."""
    key = f"nhanai.lich.{client_address(request)}"
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key) > MOST
    except ValueError:  # forgotten between the two
        return False
