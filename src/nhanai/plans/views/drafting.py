"""Writing a plan: the list, beginning one, and everything that is saved as it is typed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans import actions, queries
from nhanai.plans.forms import numbers
from nhanai.plans.forms.drafting import DraftFrameForm, DraftTaskForm, StartDraftForm, WordsForm
from nhanai.plans.models import DraftSection, DraftTask, PlanDraft
from nhanai.plans.pages.drafting import (
    FRAME,
    NOTHING,
    WORDS,
    Typed,
    draft_page,
    draft_upper_page,
    drafts_page,
    new_draft_page,
    source_of,
)
from nhanai.plans.permissions import Permission
from nhanai.plans.queries import drafting as drafts
from nhanai.plans.views.tasks import visible
from nhanai.plans.vocab import DraftSectionKind

PAGE = "plans/draft.html"
Before = tuple[str, str, str]
"""A hidden field that says which words the person has before her: its id, its name, the words."""


def seen(request: SignedInRequest, pk: int) -> PlanDraft:
    """The draft, for those who see it; nobody else learns that it is there."""
    return get_object_or_404(drafts.drafts_visible_to(request.user, today=request.today), pk=pk)


def seen_section(request: SignedInRequest, pk: int) -> DraftSection:
    """The section, for those who see its draft."""
    drafts_seen = drafts.drafts_visible_to(request.user, today=request.today).order_by()
    rows = DraftSection.objects.filter(draft__in=drafts_seen.values("pk"))
    return get_object_or_404(rows.select_related("draft__unit"), pk=pk)


def seen_task(request: SignedInRequest, pk: int) -> DraftTask:
    """The task, for those who see its draft."""
    drafts_seen = drafts.drafts_visible_to(request.user, today=request.today).order_by()
    rows = DraftTask.objects.filter(section__draft__in=drafts_seen.values("pk"))
    return get_object_or_404(rows.select_related("section__draft__unit"), pk=pk)


def place(section: DraftSection) -> str:
    """How the page calls it."""
    return f"m{section.pk}"


def answer(
    request: SignedInRequest, draft: PlanDraft, act: Callable[[], object], *, part: str = "",
    said: str = "", at: str = "muc",
) -> HttpResponse:  # fmt: skip
    """Do it and show the draft; or show it with the reason why it was not done."""
    try:
        act()
    except Refused as refusal:
        return shown(request, draft.pk, part=part, refusal=refusal)
    if said:
        messages.success(request, said)
    words = f"?muc={part}#{at}" if part else ""
    return redirect(f"{reverse('plans:draft', args=[draft.pk])}{words}")


def shown(
    request: SignedInRequest, pk: int, *, part: str = "", refusal: Refused | None = None,
    typed: Typed = NOTHING,
) -> HttpResponse:  # fmt: skip
    """The draft as it is after something was not done."""
    query = request.GET.copy()
    if part:
        query["muc"] = part
    page = draft_page(seen(request, pk), query, user=request.user, today=request.today, typed=typed)
    return render(request, PAGE, {"page": page, "refusal": refusal}, status=422)


def saved(
    request: SignedInRequest, act: Callable[[], object], before: Callable[[], list[Before]]
) -> HttpResponse:
    """What a form that saves itself is told: saved when, or why not."""
    refusal = None
    try:
        act()
    except Refused as refused:
        refusal = refused
    context = {"refusal": refusal, "at": request.at, "before": [] if refusal else before()}
    return render(request, "plans/draft_saved.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def list_drafts(request: SignedInRequest) -> HttpResponse:
    """The plans that are being written."""
    page = drafts_page(request.GET, user=request.user, today=request.today)
    return render(request, "plans/drafts.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE)
def new(request: SignedInRequest) -> HttpResponse:
    """Begin a plan, empty or from an earlier one."""
    units = drafts.drafting_units(request.user, today=request.today)
    form = StartDraftForm(request.POST, units=units) if request.method == "POST" else None
    refusal = None
    if form is not None and form.is_valid():
        like = source_of(form.cleaned_data["dua_theo"], user=request.user, today=request.today)
        try:
            made = actions.start_draft(
                unit=form.cleaned_data["don_vi"], subject=form.cleaned_data["trich_yeu"],
                like=like, by=request.user, at=request.at,
            )  # fmt: skip
            return redirect("plans:draft", pk=made.pk)
        except Refused as refused:
            refusal = refused
    page = new_draft_page(request.GET, user=request.user, today=request.today, form=form)
    context = {"page": page, "refusal": refusal}
    return render(request, "plans/draft_new.html", context, status=422 if form else 200)


@require_safe
@requires(Permission.VIEW)
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """The plan as it is written, one part of it open."""
    page = draft_page(seen(request, pk), request.GET, user=request.user, today=request.today)
    template = (
        "plans/draft_block.html#found" if request.htmx and request.htmx.target == "found" else PAGE
    )
    return render(request, template, {"page": page})


@require_POST
@requires(Permission.WRITE)
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """The words, or the frame."""
    found = seen(request, pk)
    is_frame = request.POST.get("phan") == FRAME
    form = DraftFrameForm(request.POST) if is_frame else WordsForm(request.POST)
    if not form.is_valid():
        if isinstance(form, DraftFrameForm):
            return shown(request, pk, part=FRAME, typed=Typed(frame=form))
        return shown(request, pk, part=WORDS, typed=Typed(words=form))
    before = {
        name: request.POST[f"truoc-{name}"]
        for name in form.fields
        if f"truoc-{name}" in request.POST
    }

    def act() -> PlanDraft:
        return actions.set_words(
            draft=found, values=form.cleaned_data, seen=before, by=request.user, at=request.at
        )

    if request.htmx:
        return saved(request, act, lambda: _standing(seen(request, pk), list(form.fields)))
    return answer(request, found, act, part=FRAME if is_frame else WORDS, said="Đã lưu.")


def _standing(found: PlanDraft, names: list[str]) -> list[Before]:
    return [(f"truoc-{name}", f"truoc-{name}", str(getattr(found, name))) for name in names]


@require_POST
@requires(Permission.WRITE)
def add_basis(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cite a document that was found."""
    found, words = seen(request, pk), request.POST.get("can_cu", "")
    return answer(
        request,
        found,
        lambda: actions.add_basis(draft=found, words=words, by=request.user, at=request.at),
        part=WORDS,
        said="Đã thêm căn cứ.",
    )


@require_POST
@requires(Permission.WRITE)
def add_section(request: SignedInRequest, pk: int) -> HttpResponse:
    """A content group, or a block of agencies."""
    found = seen(request, pk)
    is_block = request.POST.get("loai") == DraftSectionKind.BLOCK
    kind = DraftSectionKind.BLOCK if is_block else DraftSectionKind.GROUP
    try:
        made = actions.add_section(
            draft=found, kind=kind, heading=request.POST.get("tieu_de", ""),
            by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        return shown(request, pk, refusal=refusal)
    return redirect(f"{reverse('plans:draft', args=[pk])}?muc={place(made)}#muc")


@require_POST
@requires(Permission.WRITE)
def write_section(request: SignedInRequest, pk: int) -> HttpResponse:
    """Heading and bullets."""
    section = seen_section(request, pk)

    def act() -> DraftSection:
        return actions.set_section(
            section=section, heading=request.POST.get("tieu_de", ""),
            bullets=request.POST.get("y", ""), seen=request.POST.get("truoc-y"),
            by=request.user, at=request.at,
        )  # fmt: skip

    if request.htmx:
        return saved(
            request, act, lambda: [("truoc-y", "truoc-y", seen_section(request, pk).bullets)]
        )
    return answer(request, section.draft, act, part=place(section), said="Đã lưu.")


@require_POST
@requires(Permission.WRITE)
def choose_units(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add the chosen units, a whole group of them, or take some off."""
    section = seen_section(request, pk)
    held = set(section.units.values_list("pk", flat=True))
    added = set(numbers(request.POST.getlist("don_vi")))
    gone = set(numbers(request.POST.getlist("bo")))
    name, group = drafts.unit_group(
        section.draft, request.POST.get("nhom", ""), today=request.today
    )
    wanted = queries.chosen_units((held | added | {unit.pk for unit in group}) - gone)
    return answer(
        request,
        section.draft,
        lambda: actions.choose_units(
            section=section, units=wanted, heading=name or None, by=request.user, at=request.at
        ),
        part=place(section),
    )


@require_POST
@requires(Permission.WRITE)
def move_section(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    section, up = seen_section(request, pk), request.POST.get("len") == "1"
    return answer(
        request,
        section.draft,
        lambda: actions.move_section(section=section, up=up, by=request.user, at=request.at),
        part=place(section),
    )


@require_POST
@requires(Permission.WRITE)
def remove_section(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it out."""
    section = seen_section(request, pk)
    return answer(
        request,
        section.draft,
        lambda: actions.remove_section(section=section, by=request.user, at=request.at),
        said="Đã bỏ mục. Nhật ký còn giữ lời đã ghi.",
    )


@require_POST
@requires(Permission.WRITE)
def add_tasks(request: SignedInRequest, pk: int) -> HttpResponse:
    """A task a line."""
    section, text = seen_section(request, pk), request.POST.get("nhiem_vu", "")
    return answer(
        request,
        section.draft,
        lambda: actions.add_tasks(section=section, text=text, by=request.user, at=request.at),
        part=place(section),
        at="them",
    )


@require_POST
@requires(Permission.WRITE)
def write_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """A task's sentence and what goes with it."""
    task = seen_task(request, pk)
    section = task.section
    form = DraftTaskForm(request.POST, key=pk)
    if not form.is_valid():
        typed = Typed(task=form, task_key=pk)
        return shown(request, section.draft_id, part=place(section), typed=typed)

    def act() -> DraftTask:
        return actions.set_task(
            task=task, seen=request.POST.get("truoc-text"), by=request.user, at=request.at,
            **form.cleaned_data,
        )  # fmt: skip

    if request.htmx:
        return saved(
            request, act, lambda: [(f"truoc-{pk}", "truoc-text", seen_task(request, pk).text)]
        )
    return answer(request, section.draft, act, part=place(section), said="Đã lưu.", at=f"nv-{pk}")


@require_POST
@requires(Permission.WRITE)
def move_task(request: SignedInRequest, pk: int) -> HttpResponse:
    """One place up or down, or out."""
    task = seen_task(request, pk)
    section, way = task.section, request.POST.get("len", "")

    def act() -> object:
        if way == "bo":
            return actions.remove_task(task=task, by=request.user, at=request.at)
        return actions.move_task(task=task, up=way == "1", by=request.user, at=request.at)

    at = "muc" if way == "bo" else f"nv-{pk}"
    return answer(request, section.draft, act, part=place(section), at=at)


@require_safe
@requires(Permission.WRITE)
def task_upper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which tasks above it will carry out."""
    page = draft_upper_page(
        seen_task(request, pk), request.GET, user=request.user, today=request.today
    )
    return render(request, "plans/draft_upper.html", {"page": page})


@require_POST
@requires(Permission.WRITE)
def set_upper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it will, or will not, carry out that one."""
    task = seen_task(request, pk)
    upper = visible(request, next(iter(numbers([request.POST.get("cap_tren", "")])), 0))
    is_carried = request.POST.get("noi") == "1"
    try:
        actions.set_upper(
            task=task, upper=upper, is_carried=is_carried, by=request.user, at=request.at
        )
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("plans:draft-upper", pk=pk)
