"""Urging units that are late by an official letter."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.documents.permissions import Permission as Documents
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.paper.storing import from_json
from nhanai.reporting import actions
from nhanai.reporting.forms import LetterForm
from nhanai.reporting.models import UrgingLetter
from nhanai.reporting.pages.urging import letter_page, urging_page
from nhanai.reporting.permissions import Permission
from nhanai.reporting.queries.urging import late_work, letters_visible_to
from nhanai.reporting.views.files import WORD, sent
from nhanai.units.models import Unit


def seen_letter(request: SignedInRequest, pk: int) -> UrgingLetter:
    """The letter, for those who see it."""
    return get_object_or_404(letters_visible_to(request.user, today=request.today), pk=pk)


def done(
    request: SignedInRequest, letter: UrgingLetter, act: Callable[[], object], said: str
) -> HttpResponse:
    """Do it and show the letter; or show it with the reason why it was not done."""
    try:
        act()
    except Refused as refusal:
        fresh = seen_letter(request, letter.pk)
        page = letter_page(fresh, user=request.user, today=request.today)
        context = {"page": page, "refusal": refusal}
        return render(request, "reporting/letter.html", context, status=422)
    messages.success(request, said)
    return redirect("reporting:letter", pk=letter.pk)


@require_safe
@requires(Permission.WRITE)
def urging(request: SignedInRequest) -> HttpResponse:
    """The units that are late, and the letters written."""
    page = urging_page(request.GET, user=request.user, today=request.today)
    return render(request, "reporting/urging.html", {"page": page})


@require_POST
@requires(Permission.WRITE)
def urge(request: SignedInRequest, sender: str, late: str) -> HttpResponse:
    """Draft the letter about everything in which the unit is late."""
    issuer, unit = get_object_or_404(Unit, key=sender), get_object_or_404(Unit, key=late)
    rows = list(late_work(issuer, today=request.today).filter(unit=unit))
    try:
        letter = actions.urge(unit=issuer, occurrences=rows, by=request.user, at=request.at)
    except Refused as refusal:
        page = urging_page(request.GET, user=request.user, today=request.today)
        context = {"page": page, "refusal": refusal}
        return render(request, "reporting/urging.html", context, status=422)
    return redirect("reporting:letter", pk=letter.pk)


@require_safe
@requires(Permission.VIEW)
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """A letter."""
    page = letter_page(seen_letter(request, pk), user=request.user, today=request.today)
    return render(request, "reporting/letter.html", {"page": page})


@require_POST
@requires(Permission.WRITE)
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct the draft."""
    found, form = seen_letter(request, pk), LetterForm(request.POST)
    if not form.is_valid():
        page = letter_page(found, user=request.user, today=request.today, form=form)
        return render(request, "reporting/letter.html", {"page": page}, status=422)
    return done(
        request,
        found,
        lambda: actions.set_letter(
            letter=found, values=form.cleaned_data, by=request.user, at=request.at
        ),
        "Đã lưu công văn.",
    )


@require_POST
@requires(Documents.ISSUE)
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it its number and send it."""
    found = seen_letter(request, pk)
    return done(
        request,
        found,
        lambda: actions.issue_letter(letter=found, by=request.user, at=request.at),
        "Đã phát hành công văn và gửi đến đơn vị.",
    )


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft as .docx."""
    paper = from_json(seen_letter(request, pk).paper)
    return sent(docx_of(paper), kind=WORD, name=f"cong-van-{pk}.docx")


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The draft as PDF."""
    paper = from_json(seen_letter(request, pk).paper)
    return sent(pdf_of(paper), kind="application/pdf", name=f"cong-van-{pk}.pdf")
