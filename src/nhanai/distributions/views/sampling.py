"""Verification after a distribution."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from nhanai.aid.forms.fields import refusal_of
from nhanai.base.errors import Refused
from nhanai.distributions import actions, queries
from nhanai.distributions.forms.sampling import SampleForm, VisitForm
from nhanai.distributions.models import GiftSample, SampleVisit
from nhanai.distributions.pages import papers
from nhanai.distributions.pages import samples as pages
from nhanai.distributions.permissions import Permission
from nhanai.distributions.views import rounds
from nhanai.distributions.views.handing import file
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import allowed
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.web.paging import number_from


def seen(request: SignedInRequest, pk: int) -> GiftSample:
    """A sample of a round that she runs or whose every commune she sees."""
    rows = queries.rounds_visible_to(request.user, today=request.today).order_by().values("pk")
    found = GiftSample.objects.select_related("round__unit", "announced_by")
    sample = get_object_or_404(found, pk=pk, round__in=rows)
    unit = sample.round.unit
    if not allowed(request.user, Permission.VIEW, unit=unit, today=request.today):
        raise Http404
    return sample


def visit_of(request: SignedInRequest, pk: int) -> SampleVisit:
    """A household of a sample that she sees."""
    visit = get_object_or_404(SampleVisit.objects.select_related("sample"), pk=pk)
    seen(request, visit.sample_id)
    return visit


def shown(
    request: SignedInRequest, sample: GiftSample, *, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one sample, with why an act was not done."""
    number = number_from(request.GET.get("trang"))
    page = pages.sample_page(sample, request.user, today=request.today, number=number)
    context = {"page": page, "refusal": refusal, "today": request.today}
    status = 422 if refusal else 200
    return render(request, "distributions/sample.html", context, status=status)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One sample."""
    return shown(request, seen(request, pk))


def acted(
    request: SignedInRequest, sample: GiftSample, act: Callable[[], object], words: str
) -> HttpResponse:
    """Do it and go back, or say on the page why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, seen(request, sample.pk), refusal=refusal)
    messages.success(request, words)
    return redirect("distributions:sample", pk=sample.pk)


@require_POST
@requires(Permission.RUN)
def announcing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell the seed beforehand."""
    round_, form = rounds.seen(request, pk), SampleForm(request.POST)
    try:
        if not form.is_valid():
            return rounds.shown(request, round_, refusal=refusal_of(form))
        made = actions.announce_sample(
            round_=round_, **form.cleaned_data, by=request.user, at=request.at
        )
    except Refused as refusal:
        return rounds.shown(request, round_, refusal=refusal)
    messages.success(request, "Đã ghi hạt giống. Rút mẫu sau khi trao.")
    return redirect("distributions:sample", pk=made.pk)


@require_POST
@requires(Permission.RUN)
def drawing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw it."""
    sample = seen(request, pk)
    return acted(
        request, sample,
        lambda: actions.draw_sample(sample=sample, by=request.user, at=request.at),
        "Đã rút mẫu.",
    )  # fmt: skip


@require_POST
@requires(Permission.IDENTIFY)
def printing(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The list to take along; taking it leaves a line."""
    if form not in {"pdf", "docx"}:
        raise Http404
    sample = seen(request, pk)
    try:
        actions.print_visits(sample=sample, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, sample, refusal=refusal)
    paper = papers.visit_paper(sample, request.user, today=request.today)
    return file(pdf_of(paper) if form == "pdf" else docx_of(paper), form, f"mau-{sample.pk}")


@require_POST
@requires(Permission.RUN)
def visiting(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a household said."""
    visit, form = visit_of(request, pk), VisitForm(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise refusal_of(form)
        actions.record_visit(visit=visit, told=form.told, by=request.user, at=request.at)

    return acted(request, visit.sample, act, "Đã ghi lần thăm.")


@require_POST
@requires(Permission.RUN)
def following(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done about what was wrong."""
    visit, text = visit_of(request, pk), request.POST.get("xu_ly", "")
    return acted(
        request, visit.sample,
        lambda: actions.follow_visit(visit=visit, text=text, by=request.user, at=request.at),
        "Đã ghi cách xử lý.",
    )  # fmt: skip
