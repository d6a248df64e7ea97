"""The first page after signing in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhanai.activities.permissions import Permission as ActivityPermission
from nhanai.desk.pages import home as pages
from nhanai.desk.pages import waiting as whole
from nhanai.identity.http import SignedInRequest, signed_in
from nhanai.identity.queries import holds
from nhanai.reminders import actions as reminders
from nhanai.web.paging import number_from


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """What waits for this person today."""
    since = reminders.note_visit(by=request.user, at=request.at)
    page = pages.load(request.user, today=request.today, since=since)
    records = holds(request.user, ActivityPermission.RECORD, today=request.today)
    return render(request, "desk/home.html", {"page": page, "records": records})


@require_safe
@signed_in
def waiting(request: SignedInRequest, kind: str) -> HttpResponse:
    """All of one kind of what the first page shows the first of."""
    page = whole.load(
        kind,
        request.user,
        number=number_from(request.GET.get("trang")),
        since=request.GET.get("tu", ""),
        at=request.at,
        today=request.today,
    )
    if page is None:
        raise Http404
    return render(request, "desk/waiting.html", {"page": page})
