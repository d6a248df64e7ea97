"""Pairs of records that may be of one person: looked for, compared, merged, kept apart."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people.actions import merging
from nhanai.people.models import PersonPair
from nhanai.people.pages import matching as pages
from nhanai.people.permissions import Permission
from nhanai.people.queries.pairing import merges_of, pairs_of
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.RECORD)
def pairs(request: SignedInRequest) -> HttpResponse:
    """The pairs that wait."""
    number = number_from(request.GET.get("trang"))
    unit = request.GET.get("don-vi", "")[:50]
    page = pages.queue(request.user, unit, number=number, today=request.today)
    return render(request, "people/pairs.html", {"page": page})


@require_POST
@requires(Permission.RECORD)
def seek(request: SignedInRequest) -> HttpResponse:
    """Have the worker look for pairs."""
    merging.seek_pairs(by=request.user, at=request.at)
    messages.success(request, "Đang rà soát. Vài phút nữa mở lại trang này để xem kết quả.")
    return redirect("people:pairs")


def _seen(request: SignedInRequest, pk: int) -> PersonPair:
    rows = pairs_of(request.user, today=request.today)
    return get_object_or_404(rows.select_related("first__keeper", "second__keeper"), pk=pk)


@require_safe
@requires(Permission.RECORD)
def pair(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two records side by side."""
    return _shown(request, _seen(request, pk))


def _shown(
    request: SignedInRequest, found: PersonPair, refusal: Refused | None = None
) -> HttpResponse:
    page = pages.comparison(found, request.user, today=request.today)
    context = {"page": page, "refusal": refusal}
    return render(request, "people/pair.html", context, status=422 if refusal else 200)


@require_POST
@requires(Permission.RECORD)
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make one of the two; the first, older record stays, with the chosen values."""
    found = _seen(request, pk)
    of_second = [name for name in merging.FIELDS if request.POST.get(name) == "second"]
    try:
        merging.merge(
            kept=found.first, gone=found.second, of_gone=of_second, by=request.user, at=request.at
        )
    except Refused as refusal:
        return _shown(request, found, refusal)
    messages.success(request, "Đã gộp thành một hồ sơ. Có thể tách lại ở “Đã gộp”.")
    return redirect("people:person", key=found.first.key)


@require_POST
@requires(Permission.RECORD)
def apart(request: SignedInRequest, pk: int) -> HttpResponse:
    """They are two people."""
    found = _seen(request, pk)
    try:
        merging.keep_apart(pair=found, by=request.user, at=request.at)
    except Refused as refusal:
        return _shown(request, found, refusal)
    messages.success(request, "Đã ghi: không phải một người. Cặp này không hiện lại nữa.")
    return redirect("people:pairs")


@require_safe
@requires(Permission.RECORD)
def merges(request: SignedInRequest) -> HttpResponse:
    """What was merged."""
    return _merges(request)


def _merges(request: SignedInRequest, refusal: Refused | None = None) -> HttpResponse:
    number = number_from(request.GET.get("trang"))
    page = pages.merges(request.user, number=number, today=request.today)
    context = {"page": page, "refusal": refusal}
    return render(request, "people/merges.html", context, status=422 if refusal else 200)


@require_POST
@requires(Permission.RECORD)
def unmerge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two records again."""
    done = get_object_or_404(merges_of(request.user, today=request.today), pk=pk)
    try:
        merging.unmerge(done=done, by=request.user, at=request.at)
    except Refused as refusal:
        return _merges(request, refusal)
    messages.success(request, "Đã tách lại thành hai hồ sơ như trước khi gộp.")
    return redirect("people:merges")
