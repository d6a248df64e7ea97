"""The small acts of the review, each saved at once; they answer with the page as it is then."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import AgencyForm, numbers
from nhanai.plans.models import Assignment, Task
from nhanai.plans.pages.opened import Asked, additions_form
from nhanai.plans.pages.review import next_after
from nhanai.plans.pages.rows import rows_of
from nhanai.plans.permissions import Permission
from nhanai.plans.views.review import address, reviewed, show
from nhanai.plans.vocab import AssignmentRole


def seen(request: SignedInRequest, pk: int) -> Task:
    """The task, for those who see its plan."""
    tasks = Task.objects.select_related("plan", "plan__owner")
    task = get_object_or_404(tasks, pk=pk)
    get_object_or_404(queries.visible_to(request.user, today=request.today), pk=task.plan_id)
    return task


def answer(
    request: SignedInRequest, task: Task, act: Callable[[], Task], *, goes_on: bool = False
) -> HttpResponse:
    """Do it, and show the task that comes next; or show why it was not done."""
    plan = reviewed(request, task.plan_id)
    asked = replace(Asked.of(request.GET), task=task.pk, just_done=None)
    try:
        done = act()
    except Refused as refusal:
        return show(request, plan, asked, refusal)
    following = next_after(plan, done) if goes_on else done
    asked = replace(
        asked, task=(following or done).pk, just_done=task.pk, picking="", words="", splitting=False
    )
    if request.htmx:
        return show(request, plan, asked)
    return redirect(f"{address(plan.pk, asked)}#muc")


@require_POST
@requires(Permission.REVIEW)
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """The task stands as it is; go on to the next."""
    task = seen(request, pk)
    return answer(
        request,
        task,
        lambda: actions.check(task=task, by=request.user, at=request.at),
        goes_on=True,
    )


@require_POST
@requires(Permission.REVIEW)
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """These words are no task; go on to the next."""
    task = seen(request, pk)
    return answer(
        request,
        task,
        lambda: actions.drop(task=task, by=request.user, at=request.at),
        goes_on=True,
    )


@require_POST
@requires(Permission.REVIEW)
def general(request: SignedInRequest, pk: int) -> HttpResponse:
    """These words are content for everybody; go on to the next."""
    task = seen(request, pk)

    def act() -> Task:
        actions.mark_general(plan=task.plan, tasks=[task], by=request.user, at=request.at)
        return task

    return answer(request, task, act, goes_on=True)


@require_POST
@requires(Permission.REVIEW)
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back the last thing decided about the task."""
    task = seen(request, pk)
    return answer(request, task, lambda: actions.undo(task=task, by=request.user, at=request.at))


@require_POST
@requires(Permission.REVIEW)
def split(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make several tasks of one at the chosen places."""
    task = seen(request, pk)
    places = numbers(request.POST.getlist("cho"))

    def act() -> Task:
        return actions.split(task=task, at_offsets=places, by=request.user, at=request.at)[0]

    return answer(request, task, act)


@require_POST
@requires(Permission.REVIEW)
def join(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make one task of this and the one above."""
    task = seen(request, pk)
    return answer(request, task, lambda: actions.join(task=task, by=request.user, at=request.at))


@require_POST
@requires(Permission.REVIEW)
def assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which units do the task, anew or for an agency that is named already."""
    task = seen(request, pk)
    form = AgencyForm(request.POST)
    form.is_valid()
    units = queries.chosen_units(form.cleaned_data.get("don_vi", ()))
    words, picked = form.cleaned_data.get("tim", ""), request.POST.get("giao", "")
    if words and not units:
        asked = replace(Asked.of(request.GET), task=task.pk, picking=picked or "moi", words=words)
        return show(request, reviewed(request, task.plan_id), asked)

    def act() -> Task:
        named = task.assignments.filter(pk__in=numbers([picked])).first()
        if named is None:
            actions.assign(task=task, units=units, role=form.role, by=request.user, at=request.at)
        else:
            actions.correct(assignment=named, units=units, by=request.user, at=request.at)
        return task

    return answer(request, task, act)


def named(request: SignedInRequest, pk: int) -> Assignment:
    """The agency of a task, for those who see the plan."""
    assignment = get_object_or_404(Assignment.objects.select_related("task"), pk=pk)
    seen(request, assignment.task_id)
    return assignment


@require_POST
@requires(Permission.REVIEW)
def set_role(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what an agency does in the task."""
    assignment = named(request, pk)
    wanted = request.POST.get("vai_tro", "")
    role = AssignmentRole(wanted if wanted in AssignmentRole.values else assignment.role)

    def act() -> Task:
        actions.set_role(assignment=assignment, role=role, by=request.user, at=request.at)
        return assignment.task

    return answer(request, assignment.task, act)


@require_POST
@requires(Permission.REVIEW)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an agency off the task."""
    assignment = named(request, pk)
    return answer(
        request,
        assignment.task,
        lambda: actions.remove_assignment(assignment=assignment, by=request.user, at=request.at),
    )


@require_POST
@requires(Permission.REVIEW)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep what was added to the document's words; a script only wants to know that it is kept."""
    task = seen(request, pk)
    form = additions_form(task.plan, rows_of([task], day=request.today)[0], request.POST)
    said = ""
    try:
        if form.is_valid():
            actions.set_additions(task=task, values=form.values(), by=request.user, at=request.at)
    except Refused as refusal:
        said = refusal.message
    failed = bool(said or form.errors)
    if request.htmx:
        context = {"form": form, "said": said, "at": None if failed else request.at}
        return render(request, "plans/kept.html", context, status=422 if failed else 200)
    faults = [
        f"{form[name].label}: {error}" for name, some in form.errors.items() for error in some
    ]
    if failed:
        messages.error(request, said or " ".join(faults))
    return redirect(f"{address(task.plan_id, replace(Asked.of(request.GET), task=pk))}#muc")


@require_POST
@requires(Permission.REVIEW)
def add_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a task of a paragraph, or of the words that were selected in it."""
    plan = reviewed(request, pk)
    start, end = (numbers([request.POST.get(name, "")]) for name in ("tu", "den"))
    try:
        task = actions.add_task(
            plan=plan,
            address=request.POST.get("doan", ""),
            start=next(iter(start), None),
            end=next(iter(end), None),
            by=request.user,
            at=request.at,
        )
    except Refused as refusal:
        return show(request, plan, Asked.of(request.GET), refusal)
    asked = replace(Asked.of(request.GET), task=task.pk, just_done=None, at=None)
    if request.htmx:
        return show(request, plan, asked)
    return redirect(f"{address(plan.pk, asked)}#muc")
