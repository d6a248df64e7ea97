"""Giving work to units below, citing the task above, and coverage."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import HandDownForm, numbers
from nhanai.plans.models import Occurrence
from nhanai.plans.pages.giving import coverage_page, giving_page, upper_page
from nhanai.plans.permissions import Permission
from nhanai.plans.views.tasks import visible


def work(request: SignedInRequest, pk: int) -> Occurrence:
    """The work of a unit in her reach; nobody else learns that it is there."""
    return get_object_or_404(queries.visible_work(request.user, today=request.today), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HAND_DOWN)
def hand_down(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was given from this work, and giving more."""
    occurrence = work(request, pk)
    form = HandDownForm(request.POST) if request.method == "POST" else None
    refusal = None
    if form is not None and form.is_valid():
        try:
            actions.hand_down(
                occurrence=occurrence,
                units=queries.chosen_units(numbers(request.POST.getlist("don_vi"))),
                instruction=form.cleaned_data["loi_giao"], due_on=form.cleaned_data["han"],
                by=request.user, at=request.at,
            )  # fmt: skip
            return redirect("plans:hand-down", pk)
        except Refused as refused:
            refusal = refused
    page = giving_page(occurrence, user=request.user, today=request.today, given=form)
    picked = numbers(request.POST.getlist("don_vi"))
    context = {"page": page, "refusal": refusal, "picked": picked}
    return render(request, "plans/giving.html", context, status=200 if form is None else 422)


def told(request: SignedInRequest, act: Callable[[], object], done: str) -> None:
    """Do it and say so, or say why not."""
    try:
        act()
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, refused.message)


@require_POST
@requires(Permission.HAND_DOWN)
def hand_down_as_before(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give it to those who had it in the period before."""
    occurrence = work(request, pk)
    told(
        request,
        lambda: actions.hand_down_as_before(occurrence=occurrence, by=request.user, at=request.at),
        "Đã giao như kỳ trước.",
    )
    return redirect("plans:hand-down", pk)


@require_POST
@requires(Permission.HAND_DOWN)
def take_back_handing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back what a unit below was given."""
    child = work(request, pk)
    reason = request.POST.get("ly_do", "")
    told(
        request,
        lambda: actions.take_back_handing(
            occurrence=child, reason=reason, by=request.user, at=request.at
        ),
        "Đã thu lại việc đã giao.",
    )
    return redirect("plans:hand-down", child.parent_id or pk)


@require_safe
@requires(Permission.REVIEW)
def upper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which tasks above this one carries out."""
    task = visible(request, pk)
    page = upper_page(task, request.GET, user=request.user, today=request.today)
    return render(request, "plans/upper.html", {"page": page})


@require_POST
@requires(Permission.REVIEW)
def link_upper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it carries out that one."""
    lower = visible(request, pk)
    above = visible(request, next(iter(numbers([request.POST.get("cap_tren", "")])), 0))
    told(
        request,
        lambda: actions.link_upper(
            lower_task=lower, upper_task=above, by=request.user, at=request.at
        ),
        f"Đã nối với nhiệm vụ {above.address}.",
    )
    return redirect("plans:upper", pk)


@require_POST
@requires(Permission.REVIEW)
def unlink_upper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it does not."""
    lower = visible(request, pk)
    above = visible(request, next(iter(numbers([request.POST.get("cap_tren", "")])), 0))
    told(
        request,
        lambda: actions.unlink(lower_task=lower, upper_task=above, by=request.user, at=request.at),
        f"Đã bỏ nối với nhiệm vụ {above.address}.",
    )
    return redirect("plans:upper", pk)


@require_safe
@requires(Permission.VIEW)
def coverage(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where below nobody has the plan's tasks yet; for those who follow the plan."""
    plan = get_object_or_404(queries.followed_by(request.user, today=request.today), pk=pk)
    page = coverage_page(plan, request.GET, today=request.today)
    return render(request, "plans/coverage.html", {"page": page})
