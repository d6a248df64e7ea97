"""What the views of every room use: the request of a signed-in person, and who may use a view.

Every view carries exactly one of `anyone`, `signed_in` and `requires`; a test walks every address
with every role and holds the mark against what really happens.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from nhanai.base.memory import remembering
from nhanai.identity import queries
from nhanai.identity.models import User
from nhanai.journal.http import client_address

READING = frozenset({"GET", "HEAD"})

type_view = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request whose user is known; `at` is the moment it came, `today` the day here."""

    user: User
    at: dt.datetime
    today: dt.date
    htmx: HtmxDetails


def anyone(view: type_view) -> type_view:
    """Mark a view that needs no account."""
    view.audience = "anyone"  # type: ignore[attr-defined]  # a mark for the test of access
    return view


def signed_in(view: type_view) -> type_view:
    """Let in every account."""
    guarded = login_required(view)
    guarded.audience = "signed-in"  # type: ignore[attr-defined]  # a mark for the test of access
    return guarded


def requires(permission: str) -> Callable[[type_view], type_view]:
    """Let in those who hold `permission` at some unit today; the act itself asks about the unit."""

    def decorate(view: type_view) -> type_view:
        @login_required
        @wraps(view)
        def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not queries.holds(request.user, permission, today=timezone.localdate()):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.audience = permission  # type: ignore[attr-defined]  # a mark for the test of access
        return guarded

    return decorate


class AccountMiddleware:
    """Tells each request its moment, and leads to what must be done before anything else.

    That is the set-up while nobody has an account, and a password of one's own for who signed in
    with a temporary one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_set_up = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead elsewhere; for a fragment the whole page goes there, not the fragment."""
        request = cast("SignedInRequest", request)
        request.at = timezone.now()
        request.today = timezone.localdate(request.at)
        # what only reads asks for rights once; what changes something asks anew each time
        with remembering() if request.method in READING else nullcontext():
            response = self._answer(request)
        if request.htmx and _is_to(response, reverse("identity:sign-in")):
            back = urlencode({"next": request.htmx.current_url_abs_path or "/"})
            return HttpResponseClientRedirect(f"{reverse('identity:sign-in')}?{back}")
        return response

    def _answer(self, request: SignedInRequest) -> HttpResponseBase:
        self.is_set_up = self.is_set_up or queries.has_accounts()
        first_run = reverse("identity:first-run")
        if not self.is_set_up and request.path != first_run:
            return redirect(first_run)
        if request.user.is_authenticated and request.user.password_is_temporary:
            allowed = {reverse("identity:password"), reverse("identity:sign-out")}
            if request.path not in allowed:
                return redirect("identity:password")
        return self.get_response(request)


def _is_to(response: HttpResponseBase, address: str) -> bool:
    """Whether it leads there."""
    return response.status_code == 302 and response.headers["Location"].startswith(address)


def locked_out(
    request: HttpRequest, original: HttpResponse | None, credentials: dict[str, str] | None
) -> HttpResponse:
    """The page for who failed too often, with the time of the next try."""
    username = (credentials or {}).get("username", "")
    until = queries.locked_until(username, client_address(request))
    shown = until and until.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
    response = render(request, "identity/locked_out.html", {"until": shown}, status=429)
    if until is not None:
        seconds = max(0, round((until - timezone.now()).total_seconds()))
        response.headers["Retry-After"] = str(seconds)
    return response
