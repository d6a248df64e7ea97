"""Who did what, when, from where."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhanai.desk.pages import journal as pages
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.permissions import Permission


@require_safe
@requires(Permission.READ_JOURNAL)
def journal(request: SignedInRequest) -> HttpResponse:
    """The lines one may read, searched."""
    page = pages.load(user=request.user, asked=request.GET, today=request.today)
    return render(request, "desk/journal.html", {"page": page})
