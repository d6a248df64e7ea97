"""Objectives side by side, one computation, and the decisions on a round."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.allocation import actions
from nhanai.allocation.forms.rounds import ReasonForm
from nhanai.allocation.models import AllocationRound
from nhanai.allocation.pages import round as pages
from nhanai.allocation.permissions import Permission
from nhanai.allocation.rules.values import Objective
from nhanai.allocation.views.rounds import seen, shown
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The objectives side by side; choosing one computes the round by it."""
    round_ = seen(request, pk)
    try:
        if request.method == "POST":
            return _chosen(request, round_)
        page = pages.compared(round_, request.user, today=request.today)
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    return render(request, "allocation/compare.html", {"page": page})


def _chosen(request: SignedInRequest, round_: AllocationRound) -> HttpResponse:
    chosen = request.POST.get("objective", "")
    if chosen not in set(Objective):
        raise Refused("Chọn một cách chia.")
    run = actions.compute(
        round_=round_, objective=Objective(chosen), by=request.user, at=request.at
    )
    messages.success(request, "Đã tính, và đã chứng minh: theo cách này không thể chia tốt hơn.")
    if run.number > 1:
        return redirect("allocation:run", pk=round_.pk, number=run.number)
    return redirect("allocation:round", pk=round_.pk)


@require_safe
@requires(Permission.VIEW)
def run(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One computation, and who gains or loses by it."""
    round_ = seen(request, pk)
    row = get_object_or_404(round_.runs.select_related("round__unit", "by"), number=number)
    page = pages.computed(
        row, request.user, number=number_from(request.GET.get("trang")), today=request.today
    )
    return render(request, "allocation/run.html", {"page": page})


@require_POST
@requires(Permission.PREPARE)
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the round in."""
    return _done(request, pk, actions.submit, "Đã trình lãnh đạo duyệt.")


@require_POST
@requires(Permission.APPROVE)
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve the round."""
    return _done(request, pk, actions.approve, "Đã duyệt đợt phân bổ.")


def _done(
    request: SignedInRequest, pk: int, act: Callable[..., AllocationRound], said: str
) -> HttpResponse:
    round_ = seen(request, pk)
    try:
        act(round_=round_, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    messages.success(request, said)
    return redirect("allocation:round", pk=pk)


@require_POST
@requires(Permission.APPROVE)
def give_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the round back with a reason."""
    return _with_reason(request, pk, actions.give_back, "Đã trả lại để sửa.")


@require_POST
@requires(Permission.PREPARE)
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the round up with a reason."""
    return _with_reason(request, pk, actions.cancel, "Đã hủy đợt phân bổ.")


def _with_reason(
    request: SignedInRequest, pk: int, act: Callable[..., AllocationRound], said: str
) -> HttpResponse:
    round_ = seen(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        act(round_=round_, reason=reason, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, round_, refusal=refusal)
    messages.success(request, said)
    return redirect("allocation:round", pk=pk)
