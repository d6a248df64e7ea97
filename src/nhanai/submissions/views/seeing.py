"""What the views share: the slot of an address, its page, the answer to an act on it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime

from nhanai.base.errors import Refused
from nhanai.base.memory import remembering
from nhanai.identity.http import SignedInRequest
from nhanai.submissions import queries
from nhanai.submissions.models import Submission
from nhanai.submissions.pages.report import ReportPage, report_page
from nhanai.submissions.queries import Slot
from nhanai.submissions.queries.addresses import address_of
from nhanai.submissions.rules.answering import Said
from nhanai.units.models import Unit


def seen(request: SignedInRequest, code: str, key: str, unit: str) -> Slot:
    """The slot of an address, for those who see the unit's reports."""
    within = queries.seen_units(request.user, today=request.today)
    found = get_object_or_404(Unit.objects.select_related("territory"), key=unit, pk__in=within)
    slot = queries.slot_of(found, code, key[:60])
    if slot is None:
        raise Http404
    return slot


def row_of(slot: Slot) -> Submission | None:
    """The report of the slot, with the versions that matter."""
    return slot.rows().select_related("current", "accepted").first()


def existing(slot: Slot) -> Submission:
    """The report of the slot, which must be there."""
    row = row_of(slot)
    if row is None:
        raise Http404
    return row


def page_for(
    request: SignedInRequest, slot: Slot, *, said: Sequence[Said] = (),
    refusal: Refused | None = None,
) -> ReportPage:  # fmt: skip
    """The page of the slot as it stands; nothing is asked twice, also after an act."""
    with remembering():
        return report_page(
            slot, row_of(slot), user=request.user, today=request.today,
            shows_all=request.GET.get("so", "") == "het", said=said, refusal=refusal,
        )  # fmt: skip


def shown(
    request: SignedInRequest, slot: Slot, *, said: Sequence[Said] = (),
    refusal: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; with a refusal, why nothing was done."""
    page = page_for(request, slot, said=said, refusal=refusal)
    told = said_alone(refusal) if refusal else None
    context = {"page": page, "refusal": told, "at": localtime(request.at)}
    template = "submissions/report.html"
    return render(request, template, context, status=422 if refusal else 200)


def said_alone(refusal: Refused) -> Refused:
    """The refusal without the keys of lines: each fault stands beside its line as well."""
    return Refused(refusal.message, [replace(one, where=None) for one in refusal.findings])


def home_of(slot: Slot) -> str:
    """The address of the slot's page."""
    return address_of(slot.form.code, slot.period.key, slot.unit.key)


def answer(
    request: SignedInRequest, slot: Slot, act: Callable[[], object], *, done: str,
    said: Sequence[Said] = (), at: str = "",
) -> HttpResponse:  # fmt: skip
    """Do it and show the report; or show it with the reason why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, slot, said=said, refusal=refusal)
    messages.success(request, done)
    return redirect(f"{home_of(slot)}{at}")
