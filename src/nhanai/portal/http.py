"""Pages for everybody: no account, no cookie, kept by whoever stands between."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from nhanai.identity.http import anyone
from nhanai.web.public import named_and_kept


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Mark a page that everybody may read and keep."""
    marked: Callable[..., HttpResponseBase] = anyone(require_safe(named_and_kept(view)))
    return marked
