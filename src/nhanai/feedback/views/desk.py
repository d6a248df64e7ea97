"""The desk's side of feedback."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.feedback import actions, pages, queries
from nhanai.feedback.actions import Said
from nhanai.feedback.forms import DeskForm, FilterForm, PassForm, WordsForm
from nhanai.feedback.models import Feedback
from nhanai.feedback.permissions import Permission
from nhanai.feedback.vocab import FeedbackKind, FeedbackWay
from nhanai.identity.http import SignedInRequest, requires


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """What came in, what waits, how much of it in time."""
    form = FilterForm(request.GET)
    page = pages.listing(request.user, request.GET, today=request.today)
    return render(request, "feedback/list.html", {"page": page, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def new(request: SignedInRequest) -> HttpResponse:
    """Written down for somebody, with the code to give to her."""
    data = request.POST if request.method == "POST" else None
    units = pages.where(request.user, Permission.RECORD, today=request.today)
    form = DeskForm(data, units=units, places=queries.chapters(request.today))
    if data is not None and form.is_valid():
        told = form.cleaned_data
        said = Said(
            FeedbackKind(told["kind"]), told["sender"], told["text"], told["name"],
            told["contact"], form.units.get(told["about"]),
        )  # fmt: skip
        try:
            row, code = actions.write_down(
                said=said, way=FeedbackWay(told["way"]), unit=form.units[told["unit"]],
                by=request.user, at=request.at,
            )  # fmt: skip
            return render(request, "feedback/written.html", {"row": row, "code": code})
        except Refused as refusal:
            form.show(refusal)
    status = 200 if data is None else 422
    return render(request, "feedback/new.html", {"form": form}, status=status)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One feedback with its steps, and what may be done."""
    return _shown(request, _seen(request, pk))


@require_POST
@requires(Permission.VIEW)
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One step; the act asks who may."""
    row = _seen(request, pk)
    done = _STEPS.get(name)
    if done is None:
        return redirect("feedback:one", pk=pk)
    try:
        done(request, row)
    except Refused as refusal:
        return _shown(request, row, refusal=refusal)
    messages.success(request, _DONE[name])
    is_hers = queries.visible_to(request.user, today=request.today).filter(pk=pk).exists()
    return redirect("feedback:one", pk=pk) if is_hers else redirect("feedback:list")


def _seen(request: SignedInRequest, pk: int) -> Feedback:
    return get_object_or_404(queries.visible_to(request.user, today=request.today), pk=pk)


def _shown(
    request: SignedInRequest, row: Feedback, *, refusal: Refused | None = None
) -> HttpResponse:
    page = pages.one(row, request.user, today=request.today)
    told: dict[str, Any] = {
        "page": page, "refusal": refusal, "words": WordsForm(None, auto_id="loi-%s"),
        "passing": PassForm(None, places=queries.chapters(request.today)),
    }  # fmt: skip
    return render(request, "feedback/one.html", told, status=422 if refusal else 200)


def _text(request: SignedInRequest) -> str:
    return request.POST.get("text", "")


def _passed(request: SignedInRequest, row: Feedback) -> None:
    form = PassForm(request.POST, places=queries.chapters(request.today))
    if not form.is_valid():
        raise actions.CannotAnswer("Chọn đơn vị và ghi lý do giao.")
    actions.pass_on(
        feedback=row, unit=form.units[form.cleaned_data["unit"]], handler=None,
        note=form.cleaned_data["text"], by=request.user, at=request.at,
    )  # fmt: skip


def _plain(act: Callable[..., Feedback]) -> Callable[[SignedInRequest, Feedback], object]:
    return lambda request, row: act(feedback=row, by=request.user, at=request.at)


def _with(act: Callable[..., Feedback], what: str) -> Callable[[SignedInRequest, Feedback], object]:
    return lambda request, row: act(
        feedback=row, by=request.user, at=request.at, **{what: _text(request)}
    )


_STEPS: dict[str, Callable[[SignedInRequest, Feedback], object]] = {
    "nhan": _plain(actions.take),
    "giao": _passed,
    "ghi": _with(actions.note, "text"),
    "tra-loi": _with(actions.answer, "text"),
    "duyet": _plain(actions.confirm),
    "viet-lai": _with(actions.send_back, "reason"),
    "chuyen": _with(actions.forward, "to"),
    "xong": _plain(actions.close),
    "khong-phai": _with(actions.set_aside, "reason"),
    "khoi-phuc": _plain(actions.bring_back),
}
_DONE = {
    "nhan": "Đã nhận giải quyết.", "giao": "Đã giao.", "ghi": "Đã ghi.",
    "tra-loi": "Đã ghi câu trả lời.", "duyet": "Đã gửi câu trả lời.",
    "viet-lai": "Đã yêu cầu viết lại.", "chuyen": "Đã chuyển.", "xong": "Đã kết thúc.",
    "khong-phai": "Đã đánh dấu.", "khoi-phuc": "Đã bỏ đánh dấu.",
}  # fmt: skip
