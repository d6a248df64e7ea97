"""The list, beginning a report, its page and its way."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.documents.permissions import Permission as Documents
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import queries as plans
from nhanai.plans.forms import numbers
from nhanai.plans.models import Plan
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.reporting import actions
from nhanai.reporting.forms import FrameForm, StartForm
from nhanai.reporting.models import Opinion
from nhanai.reporting.pages.lists import reports_page, start_page
from nhanai.reporting.pages.report import report_page
from nhanai.reporting.permissions import Permission
from nhanai.reporting.views.seeing import answer, left, seen
from nhanai.reporting.vocab import ReportKind
from nhanai.units.models import Unit


@require_safe
@requires(Permission.VIEW)
def list_reports(request: SignedInRequest) -> HttpResponse:
    """The reports that a person sees, of one plan where the address names it."""
    visible = plans.visible_to(request.user, today=request.today)
    asked = request.GET.get("ke-hoach", "")
    plan = visible.filter(pk=int(asked)).first() if asked.isdecimal() and asked.isascii() else None
    handed_out = tuple(visible.filter(state__in=HANDED_OUT)[:10])
    page = reports_page(
        request.GET, user=request.user, today=request.today, plan=plan, plans=handed_out
    )
    return render(request, "reporting/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def start(request: SignedInRequest, plan: int) -> HttpResponse:
    """Choose kind and period, and begin the report."""
    visible = plans.visible_to(request.user, today=request.today)
    found: Plan = get_object_or_404(visible, pk=plan)
    form = StartForm(request.POST) if request.method == "POST" else StartForm()
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            unit = get_object_or_404(Unit, pk=form.cleaned_data["don_vi"] or found.owner_id)
            kind, key = ReportKind(form.cleaned_data["loai"]), form.cleaned_data["ky"]
            made = actions.start_report(
                plan=found, unit=unit, kind=kind, period_key=key, by=request.user, at=request.at
            )
            return redirect("reporting:detail", pk=made.pk)
        except Refused as refused:
            refusal = refused
    page = start_page(found, user=request.user, today=request.today)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "reporting/start.html", context, status=422 if form.is_bound else 200)


@require_safe
@requires(Permission.VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The report, one section of it open."""
    page = report_page(seen(request, pk), request.GET, user=request.user, today=request.today)
    return render(request, "reporting/report.html", {"page": page})


@require_POST
@requires(Permission.WRITE)
def gather(request: SignedInRequest, pk: int) -> HttpResponse:
    """Gather again."""
    report = seen(request, pk)
    return answer(
        request,
        report,
        lambda: actions.gather(report=report, by=request.user, at=request.at),
        said="Đã tổng hợp lại. Đoạn đã sửa giữ nguyên lời của anh, chị.",
    )


@require_POST
@requires(Permission.WRITE)
def frame(request: SignedInRequest, pk: int) -> HttpResponse:
    """Letterhead, addressee, signature, recipients."""
    report, form = seen(request, pk), FrameForm(request.POST)
    if not form.is_valid():
        page = report_page(report, request.GET, user=request.user, today=request.today, frame=form)
        return render(request, "reporting/report.html", {"page": page}, status=422)
    return answer(
        request,
        report,
        lambda: actions.set_frame(
            report=report, values=form.cleaned_data, by=request.user, at=request.at
        ),
        said="Đã lưu thể thức.",
        at="#the-thuc",
    )


@require_POST
@requires(Permission.WRITE)
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand it in."""
    report = seen(request, pk)
    return answer(
        request,
        report,
        lambda: actions.submit(report=report, by=request.user, at=request.at),
        said="Đã nộp báo cáo. Lãnh đạo thấy bản này để duyệt hoặc trả lại.",
    )


@require_POST
@requires(Permission.VIEW)
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Return it with an opinion."""
    report, text = seen(request, pk), request.POST.get("y_kien", "")
    return left(
        request,
        report,
        lambda: actions.give_back(report=report, text=text, by=request.user, at=request.at),
        said="Đã trả lại báo cáo kèm ý kiến.",
    )


@require_POST
@requires(Permission.VIEW)
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve what stands."""
    report = seen(request, pk)
    return answer(
        request,
        report,
        lambda: actions.approve(report=report, by=request.user, at=request.at),
        said="Đã duyệt báo cáo. Từ lúc này lời văn giữ nguyên.",
    )


@require_POST
@requires(Permission.VIEW)
def send_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it to who follows the plan."""
    report = seen(request, pk)
    return answer(
        request,
        report,
        lambda: actions.send_up(report=report, by=request.user, at=request.at),
        said="Đã gửi báo cáo lên. Đơn vị theo dõi kế hoạch thấy báo cáo này để nhận.",
    )


@require_POST
@requires(Permission.RECEIVE)
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Receive what another unit sent up."""
    report = seen(request, pk)
    return answer(
        request,
        report,
        lambda: actions.receive(report=report, by=request.user, at=request.at),
        said="Đã nhận báo cáo. Đơn vị gửi thấy là đã nhận.",
    )


@require_POST
@requires(Permission.WRITE)
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """An opinion was met."""
    opinion = get_object_or_404(Opinion.objects.select_related("passage__section"), pk=pk)
    report, said = seen(request, opinion.report_id), request.POST.get("giai_trinh", "")
    return answer(
        request,
        report,
        lambda: actions.settle_opinion(
            opinion=opinion, answer=said, by=request.user, at=request.at
        ),
        section=opinion.passage.section.key if opinion.passage else "",
        at=f"#doan-{opinion.passage_id}" if opinion.passage_id else "#y-kien",
    )


@require_POST
@requires(Documents.ISSUE)
def issue(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it its number, make its files, send it."""
    report = seen(request, pk)
    to = list(Unit.objects.filter(pk__in=numbers(request.POST.getlist("gui"))).order_by("pk"))
    return answer(
        request,
        report,
        lambda: actions.issue_report(report=report, to=to, by=request.user, at=request.at),
        said="Đã ban hành báo cáo. Số, ngày và tệp nằm trong sổ văn bản đi.",
    )
