"""What the views share: the report that a person sees, and the answer to an act on it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest
from nhanai.reporting import queries
from nhanai.reporting.models import Passage, ResultReport
from nhanai.reporting.pages.report import report_page


def seen(request: SignedInRequest, pk: int) -> ResultReport:
    """The report, for those who see it."""
    return get_object_or_404(queries.visible_to(request.user, today=request.today), pk=pk)


def seen_passage(request: SignedInRequest, pk: int) -> Passage:
    """The passage, for those who see its report."""
    reports = queries.visible_to(request.user, today=request.today).order_by().values("pk")
    rows = Passage.objects.filter(section__report__in=reports).select_related("section__report")
    return get_object_or_404(rows, pk=pk)


def answer(
    request: SignedInRequest, report: ResultReport, act: Callable[[], object], *, said: str = "",
    section: str = "", at: str = "",
) -> HttpResponse:  # fmt: skip
    """Do it and show the report; or show it with the reason why it was not done."""
    query = request.GET.copy()
    if section:
        query["muc"] = section
    try:
        act()
    except Refused as refusal:
        page = report_page(seen(request, report.pk), query, user=request.user, today=request.today)
        context = {"page": page, "refusal": refusal}
        return render(request, "reporting/report.html", context, status=422)
    if said:
        messages.success(request, said)
    words = f"?{query.urlencode()}" if query else ""
    return redirect(f"{reverse('reporting:detail', kwargs={'pk': report.pk})}{words}{at}")


def left(
    request: SignedInRequest, report: ResultReport, act: Callable[[], object], *, said: str
) -> HttpResponse:
    """The same for an act after which she may see the report no more: then to the list."""
    after = answer(request, report, act, said=said)
    if queries.visible_to(request.user, today=request.today).filter(pk=report.pk).exists():
        return after
    return redirect("reporting:list")
