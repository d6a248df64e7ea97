"""A page that a phone keeps and that works without a net: its worker, its manifest, its policy.

The page loads `nhanai/quick.js`, which keeps what is written in the form `#phieu` until it was
sent, each sheet under the key that its form brought, so that sending twice makes one record.
"""

import uuid
from importlib.resources import files
from typing import Final

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static

from nhanai.web.middleware import POLICY

INSTALLABLE: Final = f"{POLICY}; manifest-src 'self'; worker-src 'self'"
"""The strict policy, and beside it the two things that an installed page needs."""


def worker_script() -> HttpResponse:
    """The script that keeps the page; served beside the page, so that its scope is there."""
    script = files("nhanai.web").joinpath("static/nhanai/worker.js").read_text("utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def manifest_of(name: str, short_name: str, address: str) -> JsonResponse:
    """What a phone needs to put the page at `address` beside its applications."""
    icon = {"src": static("nhanai/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    own = address.strip("/").rsplit("/", 1)[-1]
    return JsonResponse(
        {
            "name": name, "short_name": short_name, "lang": "vi", "start_url": address,
            "scope": address, "display": "standalone", "background_color": "#fbf9f3",
            "theme_color": "#27407f", "icons": [icon],
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"nhanai/{own}")),
        },
        content_type="application/manifest+json",
    )  # fmt: skip
