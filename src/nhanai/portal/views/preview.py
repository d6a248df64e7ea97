"""A release as the public will see it, for those who decide about it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from nhanai.base.wording import LANGUAGES
from nhanai.identity.http import SignedInRequest, requires
from nhanai.portal.views.site import shown
from nhanai.publishing.permissions import Permission
from nhanai.publishing.queries import releases_of


@require_safe
@requires(Permission.VIEW)
def preview(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """The page itself, from the same frozen snapshot, and a line that says that it waits."""
    if language not in LANGUAGES:
        raise Http404
    found = get_object_or_404(releases_of(request.user, today=request.today), pk=pk)
    return shown(request, language, found, path="", preview_of=found.pk)
