"""The members of a unit on a day, and their cards."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires, signed_in
from nhanai.paper.cards import sheet_of
from nhanai.paper.pdf import pdf_of
from nhanai.people import actions
from nhanai.people.forms.person import MoveForm
from nhanai.people.http import PDF, sent
from nhanai.people.pages import service as pages
from nhanai.people.pages.papers import card_of, cards_of, roll_paper
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import chapters, offered
from nhanai.people.queries.people import moves_of, rolled
from nhanai.web.fields import DayField, add_refusal
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def members(request: SignedInRequest) -> HttpResponse:
    """The roll of one unit on any day."""
    return _listed(request, _asked(request), MoveForm(names=()))


def _listed(
    request: SignedInRequest, page: pages.Members, form: MoveForm, *,
    refusal: Refused | None = None, chosen: Sequence[int] = (),
) -> HttpResponse:  # fmt: skip
    """The roll, with the form by which several go elsewhere."""
    form.initial.setdefault("on", request.today)
    names = offered(list(chapters(request.today))) if page.can_move else ()
    context = {"page": page, "form": form, "names": names, "refusal": refusal, "chosen": chosen,
               "most": actions.MOST_MOVED}  # fmt: skip
    status = 422 if refusal or form.errors else 200
    return render(request, "people/members.html", context, status=status)


@require_POST
@requires(Permission.RECORD)
def move(request: SignedInRequest) -> HttpResponse:
    """Carry the chosen members, or all that are listed, to another unit."""
    page = _asked(request)
    if page.unit is None:
        raise Http404
    names = list(chapters(request.today))
    form = MoveForm(request.POST, names=names)
    chosen = [int(said) for said in request.POST.getlist("role") if said.isdecimal()]
    if not form.is_valid():
        return _listed(request, page, form, chosen=chosen)
    said = form.cleaned_data
    if said["all_listed"]:
        chosen = rolled(page.unit.unit, request.today, page.hamlet, most=actions.MOST_MOVED + 1)
    try:
        done = actions.move_many(unit=page.unit.unit, roles=chosen, to=said["unit"], on=said["on"],
                                 note=said["note"], by=request.user, at=request.at)  # fmt: skip
    except Refused as refusal:
        add_refusal(form, refusal)
        return _listed(request, page, form, chosen=chosen)
    messages.success(request, f"Đã chuyển {done.people} người.")
    return redirect(f"{reverse('people:members')}?don-vi={page.unit.unit.key}")


@require_POST
@requires(Permission.RECORD)
def undo_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a move back."""
    found = get_object_or_404(moves_of(request.user, today=request.today), pk=pk)
    try:
        done = actions.take_back_move(move=found, by=request.user, at=request.at)
    except Refused as refusal:
        return _listed(request, _asked(request), MoveForm(names=()), refusal=refusal)
    messages.success(request, f"Đã hoàn tác: {done.people - done.stayed} người trở lại.")
    return redirect(f"{reverse('people:members')}?don-vi={found.unit.key}")


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
        return _listed(request, page, MoveForm(names=()), refusal=refusal)
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
        hamlet=said.get("thon", "")[:120],
        number=number_from(said.get("trang")),
        today=request.today,
    )
