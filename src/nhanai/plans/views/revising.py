"""A plan beside a later document."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.documents.models import Document
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import numbers
from nhanai.plans.models import Change, Revision
from nhanai.plans.pages.revising import change_rows, revision_page, revisions_page
from nhanai.plans.permissions import Permission
from nhanai.plans.views.review import reviewed
from nhanai.plans.vocab import RevisionKind


def visible(request: SignedInRequest, pk: int) -> Revision:
    """The revision, for those who follow its plan."""
    return get_object_or_404(queries.visible_revisions(request.user, today=request.today), pk=pk)


@require_safe
@requires(Permission.CONFIRM)
def revisions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which later documents have changed the plan, and with which it may be compared."""
    page = revisions_page(
        reviewed(request, pk), request.GET, user=request.user, today=request.today
    )
    return render(request, "plans/revisions.html", {"page": page})


@require_POST
@requires(Permission.CONFIRM)
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    """Compare the plan with the chosen document."""
    plan = reviewed(request, pk)
    chosen = next(iter(numbers([request.POST.get("van_ban", "")])), 0)
    kind = request.POST.get("loai", "")
    try:
        document = get_object_or_404(Document, pk=chosen)
        kind = kind if kind in RevisionKind.values else RevisionKind.REPLACES
        revision = actions.start_revision(
            plan=plan, document=document, kind=RevisionKind(kind), by=request.user, at=request.at
        )
    except Refused as refusal:
        page = revisions_page(plan, request.GET, user=request.user, today=request.today)
        context = {"page": page, "refusal": refusal}
        return render(request, "plans/revisions.html", context, status=422)
    return redirect("plans:revision", pk=revision.pk)


@require_safe
@requires(Permission.CONFIRM)
def revision(request: SignedInRequest, pk: int) -> HttpResponse:
    """What changes, as a list to agree to."""
    page = revision_page(visible(request, pk), request.GET, user=request.user, today=request.today)
    return render(request, "plans/revision.html", {"page": page})


@require_POST
@requires(Permission.CONFIRM)
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree to one change, or leave its task as it is."""
    seen = queries.visible_revisions(request.user, today=request.today)
    change = get_object_or_404(Change.objects.filter(revision__in=seen.values("pk")), pk=pk)
    accept = request.POST.get("dong_y") == "1"
    return settle(
        request,
        change.revision_id,
        lambda: actions.decide(change=change, accept=accept, by=request.user, at=request.at),
        change,
    )


@require_POST
@requires(Permission.CONFIRM)
def apply(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do what was agreed to."""
    found = visible(request, pk)
    done = "Đã điều chỉnh kế hoạch. Tiến độ và minh chứng đã có vẫn đi cùng nhiệm vụ."
    return settle(
        request,
        pk,
        lambda: actions.apply_revision(revision=found, by=request.user, at=request.at),
        said=done,
    )


@require_POST
@requires(Permission.CONFIRM)
def dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the plan as it is."""
    found = visible(request, pk)
    return settle(
        request,
        pk,
        lambda: actions.dismiss_revision(revision=found, by=request.user, at=request.at),
        said="Đã bỏ lần điều chỉnh. Kế hoạch giữ nguyên.",
    )


def settle(
    request: SignedInRequest,
    pk: int,
    act: Callable[[], object],
    change: Change | None = None,
    said: str = "",
) -> HttpResponse:
    """Do it and show what stands now; or say why it was not done, and change nothing."""
    try:
        act()
    except Refused as refusal:
        page = revision_page(
            visible(request, pk), request.GET, user=request.user, today=request.today
        )
        context = {"page": page, "refusal": refusal}
        return render(request, "plans/revision.html", context, status=422)
    if said:
        messages.success(request, said)
    if change is not None and request.htmx:
        return row(request, change)
    at = f"#d-{change.order}" if change else ""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{reverse('plans:revision', kwargs={'pk': pk})}{query}{at}")


def row(request: SignedInRequest, change: Change) -> HttpResponse:
    """One change as it stands now."""
    fresh = Change.objects.select_related("task__plan", "task__group", "decided_by")
    found = visible(request, change.revision_id)
    page = revision_page(found, request.GET, user=request.user, today=request.today)
    one = change_rows([fresh.get(pk=change.pk)], today=request.today)[0]
    return render(request, "plans/revision_row.html", {"one": one, "page": page})
