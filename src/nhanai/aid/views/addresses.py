"""The list, the board, one address and its single steps."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhanai.aid import actions, queries
from nhanai.aid.actions import MoveValues, Opened
from nhanai.aid.forms.address import MoveForm, NeedForm
from nhanai.aid.forms.fields import refusal_of
from nhanai.aid.models import Address, Need
from nhanai.aid.pages.address import address_page
from nhanai.aid.pages.lists import board_page, list_page
from nhanai.aid.pages.sponsors import support_of
from nhanai.aid.permissions import Permission
from nhanai.aid.vocab import AddressState
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from

SLOTS = ("resume", "publish", "pause", "close")
"""The short forms of the page, told apart by their ids."""


def seen(request: SignedInRequest, code: str) -> Address:
    """The address, for those who see it; nobody else learns that it is there."""
    rows = queries.visible_to(request.user, today=request.today)
    rows = rows.select_related("unit", "commune", "person__merged_into")
    return get_object_or_404(rows, code=code)


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """The addresses, page by page."""
    page = list_page(request.user, request.GET, today=request.today)
    return render(request, "aid/list.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def board(request: SignedInRequest) -> HttpResponse:
    """Every unit by state."""
    number = number_from(request.GET.get("trang"))
    page = board_page(request.user, today=request.today, number=number)
    return render(request, "aid/board.html", {"page": page})


def shown(
    request: SignedInRequest, address: Address, *, refusal: Refused | None = None,
    opened: Opened | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of one address, with why an act was not done."""
    page = address_page(address, request.user, today=request.today, opened=opened)
    begun = {"on": request.today}
    forms = {slot: MoveForm(slot=slot, initial=begun) for slot in SLOTS}
    support = support_of(address, request.user, today=request.today)
    context = {"page": page, "refusal": refusal, "move": forms, "need": NeedForm(),
               "support": support}  # fmt: skip
    return render(request, "aid/address.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, code: str) -> HttpResponse:
    """One address."""
    return shown(request, seen(request, code))


@require_POST
@requires(Permission.OPEN)
def opening(request: SignedInRequest, code: str) -> HttpResponse:
    """Show circumstances and the way to the house, this once; the journal keeps that it was."""
    address = seen(request, code)
    try:
        found = actions.open_circumstances(address=address, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, address, refusal=refusal)
    answer = shown(request, address, opened=found)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def acted(
    request: SignedInRequest, address: Address, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back, or say on the page why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, seen(request, address.code or ""), refusal=refusal)
    messages.success(request, words)
    return redirect("aid:address", code=address.code)


@require_POST
@requires(Permission.VIEW)
def moving(request: SignedInRequest, code: str) -> HttpResponse:
    """Publish, pause, go on, end."""
    address, form = seen(request, code), MoveForm(request.POST)
    if not form.is_valid():
        return shown(request, address, refusal=refusal_of(form))
    said, by, at = form.cleaned_data, request.user, request.at
    if "tiep-tuc" in request.POST:
        return acted(
            request, address,
            lambda: actions.resume(address=address, on=said["on"], by=by, at=at), "Đã tiếp tục.",
        )  # fmt: skip
    after = request.POST.get("sang", "")
    state = AddressState(after) if after in AddressState.values else AddressState.SURVEYED
    values = MoveValues(state, said["on"], said["reason"], said["note"], said["is_named"])
    return acted(
        request, address, lambda: actions.move(address=address, values=values, by=by, at=at),
        f"Đã ghi: {state.label}.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECORD)
def add_need(request: SignedInRequest, code: str) -> HttpResponse:
    """One more need."""
    address, form = seen(request, code), NeedForm(request.POST)
    if not form.is_valid():
        return shown(request, address, refusal=refusal_of(form))
    return acted(
        request, address,
        lambda: actions.add_need(
            address=address, told=form.told, by=request.user, at=request.at
        ),
        "Đã ghi nhu cầu.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECORD)
def settle_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """A need that is met."""
    rows = queries.visible_to(request.user, today=request.today).order_by().values("pk")
    need = get_object_or_404(Need.objects.select_related("address"), pk=pk, address__in=rows)
    return acted(
        request, need.address,
        lambda: actions.settle_need(need=need, on=request.today, by=request.user, at=request.at),
        "Đã ghi nhu cầu được đáp ứng.",
    )  # fmt: skip
