"""What the views of every room use: the request of a signed-in person, and who may use a view.

Every view carries exactly one of `anyone`, `signed_in` and `requires`; a test walks every address
with every role and holds the mark against what really happens.
"""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from nhanai.identity import queries
from nhanai.identity.models import User

type_view = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request whose user is known; `at` is the moment it came."""

    user: User


def anyone(view: type_view) -> type_view:
    """Mark a view that needs no account."""
    view.audience = "anyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: type_view) -> type_view:
    """Let in every account."""
    guarded = login_required(view)
    guarded.audience = "signed-in"  # type: ignore[attr-defined]
    return guarded


def requires(permission: str) -> Callable[[type_view], type_view]:
    """Let in those who hold `permission` at some unit today; the act itself asks about the unit."""

    def decorate(view: type_view) -> type_view:
        @login_required
        @wraps(view)
        def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not queries.holds(request.user, permission, today=dt.date.today()):  # noqa: DTZ011
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.audience = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
