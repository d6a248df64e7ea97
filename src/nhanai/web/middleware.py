"""What goes with every answer: strict headers, and after a fragment the words of what was done."""

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ELSEWHERE = ("HX-Redirect", "HX-Location", "HX-Refresh")
"""With one of these htmx opens another page, which shows the messages itself."""


def strict_headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Put the policy on every answer; pages of signed-in people are not kept anywhere."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        response.headers.setdefault("Cache-Control", "private, no-store")
        # the policy says it too, but not to old browsers; public pages pass no other middleware
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return answer


def say_after_fragment(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send the messages of an act along with the fragment that answers it.

    A page shows its messages itself; a fragment takes the place of a part that does not.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and is_fragment(request, response):
            waiting = get_messages(request)
            if len(waiting) and not getattr(waiting, "used", False):
                words = render_to_string("ui/messages_after.html", {"messages": waiting})
                response.content += words.encode()
        return response

    return answer


def is_fragment(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether what answers is a fragment that htmx puts into the page."""
    return (
        bool(getattr(request, "htmx", False))
        and response.status_code in {200, 422}
        and not any(name in response.headers for name in ELSEWHERE)
        and response.headers.get("Content-Type", "").startswith("text/html")
    )
