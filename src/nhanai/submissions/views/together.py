"""Putting the report of a level together, framing and issuing it, and where figures come from."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.documents.permissions import Permission as Documents
from nhanai.identity.http import SignedInRequest, requires
from nhanai.reporting.forms import FrameForm
from nhanai.submissions import actions, queries
from nhanai.submissions.models import GatheredPassage
from nhanai.submissions.pages.origin import origin_page
from nhanai.submissions.pages.together import together_page
from nhanai.submissions.pages.workbook import workbook_of
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries import Slot
from nhanai.submissions.queries.issued import origin_of
from nhanai.submissions.queries.paper import paper_of
from nhanai.submissions.views.files import sent
from nhanai.submissions.views.seeing import answer, existing, row_of, seen
from nhanai.units.models import Unit
from nhanai.web.paging import number_from

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.VIEW)
def together(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Whose reports are in, what they say, who is missing."""
    return _shown(request, seen(request, code, key, unit))


def _shown(
    request: SignedInRequest, slot: Slot, *, refusal: Refused | None = None,
    frame: FrameForm | None = None,
) -> HttpResponse:  # fmt: skip
    asked = request.GET if request.method == "GET" else request.POST
    page = together_page(
        slot, row_of(slot), asked.dict(), number=number_from(asked.get("trang")),
        user=request.user, today=request.today, frame=frame,
    )  # fmt: skip
    if page is None:
        raise Http404
    status = 422 if refusal or (frame is not None and frame.errors) else 200
    context = {"page": page, "refusal": refusal}
    return render(request, "submissions/together.html", context, status=status)


def _home(slot: Slot, at: str = "", **said: str) -> str:
    names = {"code": slot.form.code, "key": slot.period.key, "unit": slot.unit.key}
    asked = f"?{urlencode(said)}" if said else ""
    return reverse("submissions:together", kwargs=names) + asked + at


@require_POST
@requires(Permission.FILL)
def gather(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Bring in what the units answered."""
    slot = seen(request, code, key, unit)
    try:
        actions.gather(slot=slot, by=request.user, at=request.at)
    except Refused as refusal:
        return _shown(request, slot, refusal=refusal)
    messages.success(request, "Đã tổng hợp lời của các đơn vị. Đoạn đã sửa tay giữ nguyên.")
    return redirect(_home(slot, "#loi"))


@require_POST
@requires(Permission.FILL)
def passage(request: SignedInRequest, code: str, key: str, unit: str, pk: int) -> HttpResponse:
    """Change a passage, choose between two versions of it, leave it out or take it in."""
    slot = seen(request, code, key, unit)
    row = existing(slot)
    found = get_object_or_404(GatheredPassage, pk=pk, submission=row)
    try:
        _act(found, request)()
    except Refused as refusal:
        return _shown(request, slot, refusal=refusal)
    messages.success(request, "Đã lưu đoạn.")
    page = request.POST.get("trang", "1")[:6]
    return redirect(_home(slot, f"#doan-{found.pk}", cau=found.line, trang=page))


def _act(found: GatheredPassage, request: SignedInRequest) -> Callable[[], object]:
    by, at, post = request.user, request.at, request.POST
    acts: dict[str, Callable[[], object]] = {
        "luu": lambda: actions.write_passage(
            passage=found, text=post.get("loi", ""), seen=post.get("truoc", ""), by=by, at=at
        ),
        "nhan": lambda: actions.take_offer(passage=found, by=by, at=at),
        "giu": lambda: actions.keep_mine(passage=found, by=by, at=at),
        "bo": lambda: actions.leave_out(passage=found, is_left_out=True, by=by, at=at),
        "lay": lambda: actions.leave_out(passage=found, is_left_out=False, by=by, at=at),
    }
    chosen = acts.get(post.get("viec", "luu"))
    if chosen is None:
        raise Http404
    return chosen


@require_POST
@requires(Permission.FILL)
def frame(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Set addressee, signature, recipients."""
    slot, form = seen(request, code, key, unit), FrameForm(request.POST)
    if not form.is_valid():
        return _shown(request, slot, frame=form)
    try:
        actions.set_frame(slot=slot, fields=form.cleaned_data, by=request.user, at=request.at)
    except Refused as refusal:
        return _shown(request, slot, refusal=refusal, frame=form)
    messages.success(request, "Đã lưu thể thức.")
    return redirect(_home(slot, "#the-thuc"))


@require_POST
@requires(Documents.ISSUE)
def issue(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Give the accepted report its number and files, and lock those below."""
    slot = seen(request, code, key, unit)
    row = existing(slot)
    keys = [pk for pk in request.POST.getlist("gui") if pk.isdecimal()][:500]
    to = list(Unit.objects.filter(pk__in=keys).order_by("pk"))
    return answer(
        request, slot,
        lambda: actions.issue_report(
            slot=slot, submission=row, to=to, by=request.user, at=request.at
        ),
        done="Đã ban hành báo cáo. Số, ngày và tệp nằm trong sổ văn bản đi;"
        " báo cáo của các đơn vị đã tổng hợp được khóa.",
    )  # fmt: skip


@require_safe
@requires(Permission.VIEW)
def annexes(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """The annexes as a workbook."""
    slot = seen(request, code, key, unit)
    paper = paper_of(slot, row_of(slot), today=request.today)
    name = f"phu-luc-{slot.form.code}-{slot.unit.key}.xlsx"
    return sent(workbook_of(paper), kind=EXCEL, name=name)


@require_safe
@requires(Permission.VIEW)
def origin(request: SignedInRequest, code: str) -> HttpResponse:
    """Where a figure on paper comes from, for those who see the unit's reports."""
    found = origin_of(code)
    within = queries.seen_units(request.user, today=request.today)
    if found is None or found.version.submission.unit_id not in within:
        raise Http404
    page = origin_page(found)
    if page is None:
        raise Http404
    return render(request, "submissions/origin.html", {"page": page})
