"""One task, its place in the document, and the tasks of a unit."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import queries
from nhanai.plans.forms import numbers
from nhanai.plans.pages.mine import unit_tasks
from nhanai.plans.pages.task import source_page, task_page
from nhanai.plans.permissions import Permission

if TYPE_CHECKING:
    from nhanai.plans.queries.giving import TaskBeside


def visible(request: SignedInRequest, pk: int) -> "TaskBeside":
    """The task, for those who see it; nobody else learns that it is there."""
    found = queries.with_beside(queries.visible_tasks(request.user, today=request.today))
    light = found.select_related(
        "plan__owner", "plan__document", "plan__confirmed_by", "quoted_from", "group"
    )
    later = [name.replace("document", "quoted_from") for name in queries.HEAVY]
    heavy = [*(f"plan__{name}" for name in queries.HEAVY), *later]
    return get_object_or_404(light.defer(*heavy), pk=pk)


@require_safe
@requires(Permission.VIEW)
def task(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the document says, who does it, and what we added."""
    page = task_page(visible(request, pk), user=request.user, at=request.at)
    return render(request, "plans/task.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def source(request: SignedInRequest, pk: int) -> HttpResponse:
    """The document's text, open where the task stands."""
    wanted = numbers([request.GET.get("doan", "")])
    page = source_page(
        visible(request, pk), at=next(iter(wanted), None), user=request.user, today=request.today
    )
    return render(request, "plans/source.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def mine(request: SignedInRequest) -> HttpResponse:
    """The tasks of the person's own unit, or of the one that `don-vi` names."""
    page = unit_tasks(request.GET, user=request.user, today=request.today)
    return render(request, "plans/mine.html", {"page": page})
