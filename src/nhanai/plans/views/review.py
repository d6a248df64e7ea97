"""The review: the page itself, beginning it, settling many tasks, and confirming the plan."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import push_url

from nhanai.base.errors import Refused
from nhanai.documents import queries as documents
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import AgencyForm, numbers
from nhanai.plans.models import Plan
from nhanai.plans.pages.many import chosen_tasks, many
from nhanai.plans.pages.opened import Asked
from nhanai.plans.pages.review import review as review_page
from nhanai.plans.permissions import Permission

PAGE = "plans/review.html"


def reviewed(request: SignedInRequest, pk: int) -> Plan:
    """The plan, for those who see it; nobody else learns that it is there."""
    return get_object_or_404(queries.visible_to(request.user, today=request.today), pk=pk)


def address(plan_id: int, asked: Asked) -> str:
    """The address of the page that shows this."""
    wanted = {
        "muc": asked.task,
        "loc": asked.filter,
        "vua": asked.just_done,
        "giao": asked.picking,
        "tim": asked.words,
        "tach": int(asked.splitting),
        "doan": asked.at,
    }
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"{reverse('plans:review', args=[plan_id])}?{query}".removesuffix("?")


def show(
    request: SignedInRequest, plan: Plan, asked: Asked, refusal: Refused | None = None
) -> HttpResponse:
    """The page, or its moving part where the script asks for that."""
    page = review_page(plan, asked, user=request.user, at=request.at, refusal=refusal)
    target = request.htmx.target if request.htmx else None
    template = {"found": f"{PAGE}#found", "review": f"{PAGE}#review"}.get(target or "", PAGE)
    status = 422 if refusal else 200
    response = render(request, template, {"page": page}, status=status)
    # an act answered in place must leave an address behind that can be opened again
    return push_url(response, address(plan.pk, asked)) if target == "review" else response


@require_safe
@requires(Permission.REVIEW)
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """The document beside its tasks; `muc` opens one of them."""
    plan = reviewed(request, pk)
    if not queries.may_review(plan, request.user, today=request.today):
        return redirect("plans:detail", pk=plan.pk)
    return show(request, plan, Asked.of(request.GET))


@require_POST
@requires(Permission.REVIEW)
def start(request: SignedInRequest, document: int) -> HttpResponse:
    """Make the plan of a document, or go to the one that is there."""
    found = get_object_or_404(documents.visible_to(request.user, today=request.today), pk=document)
    try:
        plan = actions.start_review(document=found, by=request.user, at=request.at)
    except actions.CannotStart as refusal:
        messages.error(request, refusal.message)
        return redirect("documents:detail", pk=found.pk)
    return redirect("plans:review", pk=plan.pk)


@require_POST
@requires(Permission.CONFIRM)
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand the tasks out, or show everything that blocks."""
    plan = reviewed(request, pk)
    try:
        actions.confirm(plan=plan, by=request.user, at=request.at)
    except actions.CannotConfirm as refusal:
        return show(request, plan, Asked.of(request.GET), refusal)
    messages.success(request, "Đã xác nhận kế hoạch. Các cơ quan thấy nhiệm vụ của mình.")
    return redirect("plans:detail", pk=plan.pk)


@require_POST
@requires(Permission.CONFIRM)
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a confirmed plan for correction."""
    plan = reviewed(request, pk)
    try:
        actions.reopen(
            plan=plan, reason=request.POST.get("ly_do", ""), by=request.user, at=request.at
        )
    except actions.CannotReopen as refusal:
        messages.error(request, refusal.message)
        return redirect("plans:detail", pk=plan.pk)
    return redirect("plans:review", pk=plan.pk)


@require_POST
@requires(Permission.REVIEW)
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the plan its short name."""
    plan = reviewed(request, pk)
    try:
        actions.rename(plan=plan, title=request.POST.get("ten", ""), by=request.user, at=request.at)
    except actions.CannotReview as refusal:
        messages.error(request, refusal.message)
    return redirect("plans:detail", pk=plan.pk)


@require_POST
@requires(Permission.REVIEW)
def check_sure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm at once every task about which nothing is in doubt."""
    plan = reviewed(request, pk)
    asked = Asked.of(request.GET)
    try:
        count = actions.check_all_assigned(plan=plan, by=request.user, at=request.at)
    except actions.CannotReview as refusal:
        return show(request, plan, asked, refusal)
    asked = Asked(filter=asked.filter)
    if request.htmx:  # the list and its bar say it; a toast would lie over the next button
        return show(request, plan, asked)
    messages.success(request, f"Đã xác nhận {count} nhiệm vụ đã rõ cơ quan.")
    return redirect(address(plan.pk, asked))


@require_safe
@requires(Permission.REVIEW)
def many_tasks(request: SignedInRequest, pk: int) -> HttpResponse:
    """The tasks for which no agency answers, to be settled several at once."""
    plan = reviewed(request, pk)
    page = many(plan, words=request.GET.get("tim", "").strip()[:200], today=request.today)
    return render(request, "plans/many.html", {"page": page})


@require_POST
@requires(Permission.REVIEW)
def settle_many(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the ticked tasks to a unit, or say that they are content for everybody."""
    plan = reviewed(request, pk)
    tasks = chosen_tasks(plan, numbers(request.POST.getlist("nhiem_vu")))
    form = AgencyForm(request.POST)
    form.is_valid()
    units = queries.chosen_units(form.cleaned_data.get("don_vi", ()))
    try:
        if "chung" in request.POST:
            count = actions.mark_general(plan=plan, tasks=tasks, by=request.user, at=request.at)
            messages.success(request, f"Đã ghi {count} đoạn là nội dung chung.")
        else:
            count = actions.assign_many(
                plan=plan, tasks=tasks, units=units, role=form.role, by=request.user, at=request.at
            )
            messages.success(request, f"Đã giao {count} nhiệm vụ.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("plans:many", pk=plan.pk)
