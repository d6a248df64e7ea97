"""The members of a unit on a day, and their cards."""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires, signed_in
from nhanai.paper.cards import sheet_of
from nhanai.paper.pdf import pdf_of
from nhanai.people import actions
from nhanai.people.http import PDF, sent
from nhanai.people.pages import service as pages
from nhanai.people.pages.papers import card_of, cards_of, roll_paper
from nhanai.people.permissions import Permission
from nhanai.web.fields import DayField
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def members(request: SignedInRequest) -> HttpResponse:
    """The roll of one unit on any day."""
    return render(request, "people/members.html", {"page": _asked(request)})


@require_safe
@requires(Permission.RECORD)
def roll(request: SignedInRequest) -> HttpResponse:
    """The roll as paper."""
    page = _asked(request)
    if page.unit is None:
        raise Http404
    paper = roll_paper(page.unit.unit, page.day)
    return sent(pdf_of(paper), kind=PDF, name=f"danh-sach-hoi-vien-{page.day:%Y-%m-%d}.pdf")


@require_POST
@requires(Permission.RECORD)
def number(request: SignedInRequest) -> HttpResponse:
    """Give numbers to the members without a card."""
    page = _asked(request)
    if page.unit is None:
        raise Http404
    try:
        given = actions.number_cards(unit=page.unit.unit, by=request.user, at=request.at)
    except Refused as refusal:
        context = {"page": page, "refusal": refusal}
        return render(request, "people/members.html", context, status=422)
    words = f"Đã cấp {given} số thẻ." if given else "Mọi hội viên đều đã có số thẻ."
    messages.success(request, words)
    return redirect(f"{reverse('people:members')}?don-vi={page.unit.unit.key}")


@require_safe
@requires(Permission.RECORD)
def cards(request: SignedInRequest) -> HttpResponse:
    """The cards of one unit, ten a sheet."""
    page = _asked(request)
    if page.unit is None:
        raise Http404
    address = settings.ADDRESS.rstrip("/")
    made = cards_of(page.unit.unit, request.today, address=address, secret=settings.SECRET_KEY)
    if not made:
        messages.info(request, "Chưa có hội viên nào có số thẻ. Cấp số thẻ trước khi in.")
        return redirect(f"{reverse('people:members')}?don-vi={page.unit.unit.key}")
    return sent(sheet_of(made), kind=PDF, name="the-hoi-vien.pdf")


@require_safe
@signed_in
def card(request: SignedInRequest, number: str, check: str) -> HttpResponse:
    """Whether a card is one of ours; whose it is only to who may see her."""
    page = card_of(number, check, request.user, today=request.today, secret=settings.SECRET_KEY)
    return render(request, "people/card.html", {"page": page})


def _asked(request: SignedInRequest) -> pages.Members:
    """The unit and the day that the address asks for; today where it names no day."""
    said = request.GET or request.POST
    day: dt.date = request.today
    try:
        day = DayField(required=False).clean(said.get("ngay", "")[:20]) or day
    except ValidationError:
        day = request.today
    return pages.members(
        request.user,
        unit_key=said.get("don-vi", "")[:50],
        day=min(day, request.today),
        number=number_from(said.get("trang")),
        today=request.today,
    )
