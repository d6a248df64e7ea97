"""Pages for everybody: no account, no cookie, kept by whoever stands between."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from nhanai.identity.http import anyone

KEPT = "public, max-age=120, stale-while-revalidate=600"
"""Long enough to carry a rush, short enough that a release is seen soon."""


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Mark a page that everybody may keep, and name what it says, to be asked for by that name."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != 200:
            return answer
        answer["ETag"] = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
        answer["Cache-Control"] = KEPT
        return answer

    marked: Callable[..., HttpResponseBase] = anyone(require_safe(answered))
    return marked
