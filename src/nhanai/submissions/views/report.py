"""The page of one report: looking, saving, sending, opening a figure, older versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.facts.queries.catalogue import measures
from nhanai.facts.rules.cells import adds_up
from nhanai.identity.http import SignedInRequest, requires
from nhanai.periods.rules import own_dates
from nhanai.submissions import actions, queries
from nhanai.submissions.forms import chosen_line, said_in
from nhanai.submissions.pages.versions import version_page
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.filling import so_far
from nhanai.submissions.rules.answering import with_words_before
from nhanai.submissions.views.seeing import answer, existing, page_for, seen, shown


@require_safe
@requires(Permission.VIEW)
def report(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """The report, filled in."""
    return shown(request, seen(request, code, key, unit))


@require_POST
@requires(Permission.FILL)
def save(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Save what was written; by itself as it is typed, or by the button."""
    slot, said = seen(request, code, key, unit), said_in(request.POST)
    if "chep" in request.POST:
        said = with_words_before(said, queries.words_before(slot))
    by, at = request.user, request.at
    if not request.htmx:
        return answer(
            request, slot, lambda: actions.save(slot=slot, said=said, by=by, at=at),
            done="Đã lưu nháp.", said=said,
        )  # fmt: skip
    refusal = None
    try:
        actions.save(slot=slot, said=said, by=by, at=at)
    except Refused as refused:
        refusal = refused
    page = page_for(request, slot, said=said if refusal else (), refusal=refusal)
    new = "" if refusal else chosen_line(request.POST)
    marks = [one for one in page.marks if f"loi-{one.key}" in request.POST]
    context = {
        "page": page, "refusal": refusal, "at": localtime(request.at), "new": new, "marks": marks,
    }  # fmt: skip
    return render(request, "submissions/saved.html", context)


@require_POST
@requires(Permission.SUBMIT)
def submit(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Save what stands in the form, and send the report."""
    slot, said = seen(request, code, key, unit), said_in(request.POST)
    by, at = request.user, request.at
    if said:
        try:
            actions.save(slot=slot, said=said, by=by, at=at)
        except Refused as refusal:
            return shown(request, slot, said=said, refusal=refusal)
    return answer(
        request, slot, lambda: actions.submit(slot=slot, by=by, at=at),
        done="Đã nộp báo cáo. Cấp trên thấy bản này để duyệt hoặc trả lại.",
    )  # fmt: skip


@require_safe
@requires(Permission.VIEW)
def figure(request: SignedInRequest, code: str, key: str, unit: str, line: str) -> HttpResponse:
    """To a figure of the report, of the period or of the year so far; or at once to its records."""
    slot = seen(request, code, key, unit)
    found = slot.form.lines.get(line)
    measure = measures().get(found.measure) if found else None
    if measure is None:
        raise Http404
    is_year = "nam" in request.GET
    period = own_dates(so_far(slot.period)).key if is_year else slot.period.key
    said = {
        "dv": slot.unit.key, "ky": period, "ct": "ngay", "ngay": written(slot.cut_off),
    }  # fmt: skip
    name = "facts" if "goc" in request.GET and adds_up(measure) else "measure"
    where = reverse(f"figures:{name}", kwargs={"code": measure.code})
    return redirect(f"{where}?{urlencode(said)}")


@require_safe
@requires(Permission.VIEW)
def version(request: SignedInRequest, code: str, key: str, unit: str, number: int) -> HttpResponse:
    """An older version, and what the next one changed."""
    slot = seen(request, code, key, unit)
    rows = existing(slot).versions.select_related("sent_by", "judged_by", "receiver")
    page = version_page(slot, get_object_or_404(rows, number=number), today=request.today)
    return render(request, "submissions/version.html", {"page": page})
