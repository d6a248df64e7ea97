"""The list of plans, and one plan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans.pages.lists import plans_page
from nhanai.plans.pages.plan import plan_page
from nhanai.plans.pages.timeline import summary_page, timeline_page
from nhanai.plans.permissions import Permission
from nhanai.plans.views.review import reviewed


@require_safe
@requires(Permission.VIEW)
def list_plans(request: SignedInRequest) -> HttpResponse:
    """The plans that the person sees."""
    page = plans_page(request.GET, user=request.user, today=request.today)
    return render(request, "plans/list.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """A plan: who does what, and the tasks."""
    plan = reviewed(request, pk)
    page = plan_page(plan, request.GET, user=request.user, today=request.today)
    return render(request, "plans/detail.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def timeline(request: SignedInRequest, pk: int) -> HttpResponse:
    """The work of a plan by the day on which it is due."""
    plan = reviewed(request, pk)
    page = timeline_page(plan, request.GET.get("trang"), user=request.user, today=request.today)
    return render(request, "plans/timeline.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def summary(request: SignedInRequest, pk: int) -> HttpResponse:
    """One page on paper for a meeting."""
    page = summary_page(reviewed(request, pk), user=request.user, today=request.today)
    return render(request, "plans/summary.html", {"page": page})
