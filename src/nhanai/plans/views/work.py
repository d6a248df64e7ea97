"""Work on a task: its page, what is said of it, and the evidence."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.actions.telling import Hindrance, tell
from nhanai.plans.forms import TargetForm, WorkForm
from nhanai.plans.models import Evidence, Occurrence
from nhanai.plans.pages.work import form_of, work_page
from nhanai.plans.permissions import Permission
from nhanai.plans.rules.evidence import CONTENT_TYPES, LIMIT_WORDS, MOST
from nhanai.plans.views.tasks import visible
from nhanai.plans.vocab import ConcernKind, EvidenceKind
from nhanai.web.uploads import OVERSIZED


def seen(request: SignedInRequest, pk: int) -> Occurrence:
    """The work, for those who see it; nobody else learns that it is there."""
    rows = queries.visible_occurrences(request.user, today=request.today)
    heavy = [f"task__plan__{name}" for name in queries.HEAVY]
    related = ("task__plan__owner", "task__plan__document", "task__group", "unit", "parent")
    rows = rows.select_related(*related, "task__quoted_from")
    return get_object_or_404(rows.defer(*heavy), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def work(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is asked of the unit, and what it says."""
    row = seen(request, pk)
    if request.method == "POST":
        return told(request, row)
    page = work_page(row, user=request.user, at=request.at, copied="chep" in request.GET)
    return render(request, "plans/work.html", {"page": page})


def told(request: SignedInRequest, row: Occurrence) -> HttpResponse:
    """Take what was said, or show the form again with everything that is wrong."""
    total = queries.totals_of([row.task_id]).get(row.task_id)
    form = form_of(
        row, user=request.user, today=request.today, total=total,
        data=request.POST, files=request.FILES,
    )  # fmt: skip
    try:
        check_arrived(request)
        if form.is_valid():
            tell(
                occurrence=row, said=form.said, token=form.sending, evidence=form.given(),
                hindrance=hindrance_of(form), by=request.user, at=request.at,
            )  # fmt: skip
            messages.success(request, "Đã ghi cập nhật.")
            return redirect("plans:work", pk=row.pk)
        refusal = None
    except Refused as refused:
        refusal = refused
    return again(request, row, form, refusal)


def again(
    request: SignedInRequest, row: Occurrence, form: WorkForm, refusal: Refused | None
) -> HttpResponse:
    """The form with what was written in it."""
    page = work_page(row, user=request.user, at=request.at, form=form)
    context = {"page": page, "refusal": refusal}
    return render(request, "plans/work.html", context, status=422)


def check_arrived(request: HttpRequest) -> None:
    """Refuse a sending of which something was left out for its size while it arrived."""
    len(request.FILES)  # the body is read now, if nobody has asked for it before
    if hasattr(request, OVERSIZED):
        raise actions.CannotUpdate(
            f"Có tệp lớn hơn {LIMIT_WORDS}, chưa nhận được. Mỗi lần gửi nhiều nhất {MOST} tệp,"
            f" mỗi tệp không quá {LIMIT_WORDS}. Hãy giảm cỡ tệp, hoặc gửi đường dẫn."
        )


def hindrance_of(form: WorkForm) -> Hindrance | None:
    """What hinders the unit, where it wrote something of it."""
    text = form.cleaned_data["concern"].strip()
    if not text:
        return None
    units = queries.chosen_units([int(form.cleaned_data["concern_to"] or 0)])
    if not units:
        raise actions.CannotUpdate("Hãy chọn gửi vướng mắc, đề xuất đến đơn vị nào.")
    kind = ConcernKind(form.cleaned_data["concern_kind"] or ConcernKind.OBSTACLE)
    return Hindrance(kind, units[0], text)


@require_POST
@requires(Permission.VIEW)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open closed work again."""
    row = seen(request, pk)
    return acted(
        request,
        pk,
        lambda: actions.reopen_work(
            occurrence=row, reason=request.POST.get("ly_do", ""), by=request.user, at=request.at
        ),
        "Đã mở lại. Anh, chị cập nhật tiếp được.",
    )


def acted(request: SignedInRequest, pk: int, act: Callable[[], object], words: str) -> HttpResponse:
    """Do it and go back to the work, with words for what was done or why it was not."""
    try:
        act()
        messages.success(request, words)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("plans:work", pk=pk)


def shown(request: SignedInRequest, pk: int) -> Evidence:
    """A piece of evidence that was not withdrawn, for those who see the work."""
    rows = queries.visible_occurrences(request.user, today=request.today).order_by()
    pieces = Evidence.objects.select_related("update__occurrence").filter(withdrawn_at=None)
    return get_object_or_404(pieces, pk=pk, update__occurrence__in=rows.values("pk"))


@require_safe
@requires(Permission.VIEW)
def evidence(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file, always to be saved and never run in the page."""
    piece = shown(request, pk)
    name = piece.file.name or ""
    if piece.kind == EvidenceKind.LINK or not default_storage.exists(name):
        raise Http404
    extension = name.rpartition(".")[2]
    return FileResponse(
        piece.file.open("rb"),
        as_attachment=True,
        filename=f"{piece.title}.{extension}",
        content_type=CONTENT_TYPES[extension],
        headers={"X-Content-Type-Options": "nosniff"},
    )


@require_POST
@requires(Permission.VIEW)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a piece of evidence no longer."""
    piece = shown(request, pk)
    return acted(
        request,
        piece.update.occurrence_id,
        lambda: actions.withdraw_evidence(evidence=piece, by=request.user, at=request.at),
        "Đã rút lại minh chứng.",
    )


@require_POST
@requires(Permission.REVIEW)
def target(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the task a target, or end the one it has."""
    task = visible(request, pk)
    form = TargetForm(request.POST)
    current = queries.targets_of([task.pk]).get(task.pk)
    try:
        if "thoi" in request.POST and current is not None:
            actions.end_target(target=current, by=request.user, at=request.at)
            messages.success(request, "Đã thôi dùng chỉ tiêu.")
        elif form.is_valid():
            values = {**form.cleaned_data, "value": form.cleaned_data["value"] or Decimal(0)}
            actions.set_target(task=task, **values, by=request.user, at=request.at)
            messages.success(request, "Đã giao chỉ tiêu.")
        else:
            messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
    except Refused as refusal:
        said = " ".join(finding.message for finding in refusal.findings)
        messages.error(request, f"{refusal.message} {said}".strip())
    return redirect("plans:task", pk=pk)
