"""Making a plan known: how far it is, sending it, reading it, conferences."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import attendances_of, numbers
from nhanai.plans.models import Conference, Plan
from nhanai.plans.pages.dissemination import (
    ConferencePage,
    SendPage,
    conference_page,
    dissemination_page,
    receivers,
    send_page,
)
from nhanai.plans.permissions import Permission
from nhanai.plans.views.review import reviewed


@require_safe
@requires(Permission.VIEW)
def dissemination(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has read the plan, and the conferences held."""
    plan = reviewed(request, pk)
    page = dissemination_page(plan, request.GET, user=request.user, today=request.today)
    return render(request, "plans/dissemination.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DISSEMINATE)
def disseminate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send the plan; looking for a unit keeps what was filled in."""
    plan = reviewed(request, pk)
    posted = request.POST if request.method == "POST" else None
    looks = posted is not None and "tim-don-vi" in posted
    chosen = sorted(numbers(request.POST.getlist("don_vi")))
    page = send_page(
        plan, user=request.user, today=request.today, data=posted,
        text=request.POST.get("tim", "").strip()[:200] if looks else "", chosen=chosen,
    )  # fmt: skip
    if page is None:
        raise Http404
    refusal = None
    if posted is not None and not looks and page.form.is_valid():
        try:
            return send(request, plan, page, chosen)
        except Refused as refused:
            refusal = refused
    status = 200 if posted is None or looks else 422
    context = {"page": page, "refusal": refusal, "looks": looks}
    return render(request, "plans/disseminate.html", context, status=status)


def send(request: SignedInRequest, plan: Plan, page: SendPage, chosen: list[int]) -> HttpResponse:
    """Send it as the form says."""
    entered = page.form.cleaned_data
    sent = actions.disseminate(
        plan=plan, unit=entered["tu"],
        units=receivers(plan, page.form, chosen, today=request.today),
        message=entered["loi_nhan"], due_on=entered["han"], by=request.user, at=request.at,
    )  # fmt: skip
    count = sent.readers.values("unit").distinct().count()
    messages.success(request, f"Đã gửi kế hoạch đến {count} đơn vị.")
    return redirect("plans:dissemination", plan.pk)


@require_POST
@requires(Permission.VIEW)
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that one has read the plan."""
    plan = reviewed(request, pk)
    try:
        actions.acknowledge(plan=plan, by=request.user, at=request.at)
        messages.success(request, "Đã ghi anh, chị đã đọc kế hoạch này.")
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("plans:detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DISSEMINATE)
def record_conference(request: SignedInRequest, pk: int) -> HttpResponse:
    """Record a conference that was held."""
    plan = reviewed(request, pk)
    data = request.POST if request.method == "POST" else None
    page = conference_page(plan, user=request.user, today=request.today, data=data)
    if page is None:
        raise Http404
    refusal = None
    if page.form.is_valid():
        try:
            return record(request, plan, page)
        except Refused as refused:
            refusal = refused
    context = {"page": page, "refusal": refusal}
    return render(request, "plans/conference.html", context, status=200 if data is None else 422)


def record(request: SignedInRequest, plan: Plan, page: ConferencePage) -> HttpResponse:
    """Record it as the form says."""
    entered = page.form.cleaned_data
    came = attendances_of(request.POST, page.keys)
    units = {unit.pk: unit for unit in queries.chosen_units(came)}
    actions.record_conference(
        plan=plan, unit=entered["tu"], on=entered["ngay"], place=entered["noi"],
        note=entered["ghi"], attendances={units[pk]: persons for pk, persons in came.items()},
        by=request.user, at=request.at,
    )  # fmt: skip
    messages.success(request, "Đã ghi hội nghị quán triệt.")
    return redirect("plans:dissemination", plan.pk)


@require_POST
@requires(Permission.DISSEMINATE)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Withdraw a conference that was recorded."""
    conference = get_object_or_404(Conference.objects.order_by("pk"), pk=pk)
    plan = reviewed(request, conference.plan_id)
    try:
        actions.withdraw_conference(
            conference=conference, reason=request.POST.get("ly_do", ""), by=request.user,
            at=request.at,
        )  # fmt: skip
        messages.success(request, "Đã rút lại hội nghị; hội nghị không tính nữa và vẫn xem được.")
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("plans:dissemination", plan.pk)
