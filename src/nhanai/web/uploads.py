"""What of an upload was left out for its size while it arrived."""

from typing import Final

from django.http import HttpRequest

OVERSIZED: Final = "_nhanai_oversized"
"""Where the handler of uploads notes on the request what it left out."""


def left_out(request: HttpRequest) -> tuple[str, ...] | None:
    """The names of files that were too large, "" where nothing was even begun; None for none."""
    len(request.FILES)  # the body is read now, if nobody has asked for it before
    return getattr(request, OVERSIZED, None)
