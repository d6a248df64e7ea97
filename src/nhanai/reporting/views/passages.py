"""Small acts on the passages of a report, each saved at once."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.reporting import actions, queries
from nhanai.reporting.forms import PassageForm
from nhanai.reporting.models import Passage, ReportSection
from nhanai.reporting.pages.report import sources_page
from nhanai.reporting.permissions import Permission
from nhanai.reporting.views.seeing import answer, seen, seen_passage


def done(request: SignedInRequest, passage: Passage, act: Callable[[], Passage]) -> HttpResponse:
    """Do it; answer with the passage alone where only it is asked for, else with the report."""
    section = passage.section
    if not request.htmx:
        report = section.report
        return answer(request, report, act, section=section.key, at=f"#doan-{passage.pk}")
    refusal = None
    try:
        act()
    except Refused as refused:
        refusal = refused
    fresh = queries.passages_of(section).get(pk=passage.pk)
    context = {"one": fresh, "is_open": True, "refusal": refusal}
    status = 422 if refusal else 200
    return render(request, "reporting/passage.html", context, status=status)


@require_POST
@requires(Permission.WRITE)
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words that will stand."""
    passage = seen_passage(request, pk)
    text, before = request.POST.get("loi", ""), request.POST.get("truoc", "")
    return done(
        request,
        passage,
        lambda: actions.write(
            passage=passage, text=text, seen=before, by=request.user, at=request.at
        ),
    )


@require_POST
@requires(Permission.WRITE)
def offer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the newer words, or keep those that stand."""
    passage = seen_passage(request, pk)
    act = actions.accept_offer if request.POST.get("nhan") == "1" else actions.keep_mine
    return done(request, passage, lambda: act(passage=passage, by=request.user, at=request.at))


@require_POST
@requires(Permission.WRITE)
def include(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the passage out, or take it in again."""
    passage = seen_passage(request, pk)
    act = actions.take_back_in if request.POST.get("dua_vao") == "1" else actions.leave_out
    return done(request, passage, lambda: act(passage=passage, by=request.user, at=request.at))


@require_POST
@requires(Permission.WRITE)
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    passage, up = seen_passage(request, pk), request.POST.get("len") == "1"
    return answer(
        request,
        passage.section.report,
        lambda: actions.move(passage=passage, up=up, by=request.user, at=request.at),
        section=passage.section.key,
        at=f"#doan-{passage.pk}",
    )


@require_POST
@requires(Permission.WRITE)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A passage of one's own."""
    section = get_object_or_404(ReportSection, pk=pk)
    report, form = seen(request, section.report_id), PassageForm(request.POST)
    form.is_valid()
    text, token = form.cleaned_data.get("loi", ""), form.cleaned_data["token"]
    return answer(
        request,
        report,
        lambda: actions.add_passage(
            section=section, text=text, token=token, by=request.user, at=request.at
        ),
        section=section.key,
    )


@require_POST
@requires(Permission.VIEW)
def remark(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is to be mended in it."""
    passage, text = seen_passage(request, pk), request.POST.get("y_kien", "")
    return answer(
        request,
        passage.section.report,
        lambda: actions.remark(passage=passage, text=text, by=request.user, at=request.at),
        section=passage.section.key,
        at=f"#doan-{passage.pk}",
    )


@require_safe
@requires(Permission.VIEW)
def sources(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where the words of a passage come from."""
    page = sources_page(seen_passage(request, pk), request.GET, today=request.today)
    return render(request, "reporting/sources.html", {"page": page})
