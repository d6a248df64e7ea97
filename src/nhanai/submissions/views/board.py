"""The list of reports, opening another one, and the page of who has sent."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.submissions import actions, queries
from nhanai.submissions.pages.board import Board
from nhanai.submissions.pages.board import board as load_board
from nhanai.submissions.pages.lists import submissions_page
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.addresses import address_of
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def submissions(request: SignedInRequest) -> HttpResponse:
    """What waits for her units, and every report that she sees."""
    number = number_from(request.GET.get("trang"))
    page = submissions_page(
        request.GET.dict(), number=number, user=request.user, today=request.today
    )
    return render(request, "submissions/list.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def open_one(request: SignedInRequest) -> HttpResponse:
    """To the report that was chosen in the list."""
    code, _, key = request.GET.get("bc", "").partition("|")
    unit = request.GET.get("dv", "")
    if not all(part.isascii() and part.replace("-", "").isalnum() for part in (code, unit)):
        raise Http404
    if not key or "/" in key:
        raise Http404
    return redirect(address_of(code, key, unit))


def boarded(request: SignedInRequest, said: dict[str, str]) -> Board:
    """The page, for who has units to look at."""
    number = number_from(said.get("trang"))
    page = load_board(said, number=number, user=request.user, today=request.today)
    if page is None:
        raise Http404
    return page


@require_safe
@requires(Permission.VIEW)
def board(request: SignedInRequest) -> HttpResponse:
    """Who has sent, and who has not; the fragment is asked for again and again."""
    template = "submissions/board.html" + ("#rows" if request.htmx else "")
    return render(request, template, {"page": boarded(request, request.GET.dict())})


@require_POST
@requires(Permission.RECEIVE)
def remind(request: SignedInRequest) -> HttpResponse:
    """Ask those for their report who have not sent it."""
    page = boarded(request, {"bc": request.POST.get("bc", "")})
    missing = [row.one for row in page.rows if not row.one.is_in]
    slots = queries.slots_of(missing, page.form.code, page.period)
    try:
        told = actions.remind(slots=slots, by=request.user, at=request.at)
    except Refused as refusal:
        context = {"page": page, "refusal": refusal}
        return render(request, "submissions/board.html", context, status=422)
    passed = len(slots) - told
    note = f" {passed} đơn vị hôm nay đã được nhắc rồi." if passed else ""
    messages.success(request, f"Đã nhắc {told} đơn vị chưa nộp.{note}")
    return redirect(f"{reverse('submissions:board')}?{urlencode({'bc': page.chosen})}")
