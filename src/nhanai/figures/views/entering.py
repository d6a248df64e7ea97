"""Figures that are typed: many at once, the list, one with its history."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.facts.permissions import Permission as Facts
from nhanai.figures import actions
from nhanai.figures.forms.entering import CorrectForm, ManyForm, ReasonForm, day_of, typed_in
from nhanai.figures.models import Figure
from nhanai.figures.pages import entering as pages
from nhanai.figures.pages.choosing import Chosen, chosen
from nhanai.figures.permissions import Permission
from nhanai.figures.queries import standing, visible_to
from nhanai.figures.rules.entering import Said
from nhanai.figures.views.out import taken_out, wanted
from nhanai.identity.http import SignedInRequest, requires
from nhanai.plans.rules.evidence import CONTENT_TYPES
from nhanai.web.paging import ROWS, number_from


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ENTER)
def enter(request: SignedInRequest) -> HttpResponse:
    """Every hand-entered measure of a unit with a box: all that is typed is saved, or nothing."""
    found = chosen(request.user, request.GET, permission=Permission.ENTER, today=request.today)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _saved(request, found)
    day = day_of(request.GET.get("ngay", ""), request.today)
    words = request.GET.get("q", "")[:100]
    page = pages.many(found, words=words, day=day, typed={})
    form = ManyForm(initial={"day": day}, auto_id="n-%s", label_suffix="")
    return render(request, "figures/enter.html", {"page": page, "form": form})


def _saved(request: SignedInRequest, found: Chosen) -> HttpResponse:
    form = ManyForm(request.POST, request.FILES, auto_id="n-%s", label_suffix="")
    typed, refusal, said = typed_in(request.POST.dict()), None, list[Said]()
    if form.is_valid():
        try:
            said = form.several(typed)
            made = actions.enter_many(
                unit=found.unit, several=said, evidence=form.given(),
                token=form.cleaned_data["token"], by=request.user, at=request.at,
            )  # fmt: skip
        except Refused as fault:
            refusal = fault
        else:
            messages.success(request, f"Đã lưu {len(made)} số liệu của {found.name}.")
            return redirect(f"{request.path}?{urlencode({'dv': found.unit.key})}")
    there = {key: figure.pk for key, figure in standing(found.unit, said).items()}
    day = form.cleaned_data.get("day") or request.today
    page = pages.many(found, words="", day=day, typed=typed, refusal=refusal, already=there)
    return render(request, "figures/enter.html", {"page": page, "form": form}, status=422)


@require_safe
@requires(Facts.VIEW)
def entered(request: SignedInRequest) -> HttpResponse:
    """The figures that people typed."""
    words, state = request.GET.get("q", "")[:100], request.GET.get("tinh-trang", "")
    is_out = bool(wanted(request))
    page = pages.entered(
        request.user, words=words, state=state, today=request.today,
        number=1 if is_out else number_from(request.GET.get("trang")),
        size=pages.MOST_OUT if is_out else ROWS,
    )  # fmt: skip
    if is_out:
        return taken_out(request, lambda: pages.entered_sheet(page, request.today))
    return render(request, "figures/entered.html", {"page": page})


def seen(request: SignedInRequest, pk: int) -> Figure:
    """A figure of a unit that she sees."""
    return get_object_or_404(visible_to(request.user, today=request.today), pk=pk)


def _shown(
    request: SignedInRequest, figure: Figure, *, correct: CorrectForm | None = None,
    withdraw: ReasonForm | None = None,
) -> HttpResponse:  # fmt: skip
    version = {"version": figure.version}
    forms = {
        "correct": correct or CorrectForm(initial=version, auto_id="s-%s", label_suffix=""),
        "withdraw": withdraw or ReasonForm(initial=version, auto_id="r-%s", label_suffix=""),
    }
    page = pages.one(request.user, figure, today=request.today)
    status = 422 if correct or withdraw else 200
    return render(request, "figures/figure.html", {"page": page, **forms}, status=status)


@require_safe
@requires(Facts.VIEW)
def figure(request: SignedInRequest, pk: int) -> HttpResponse:
    """One figure with everything that happened to it."""
    return _shown(request, seen(request, pk))


@require_POST
@requires(Permission.ENTER)
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write the right quantity in place of the wrong one."""
    row = seen(request, pk)
    form = CorrectForm(request.POST, request.FILES, auto_id="s-%s", label_suffix="")
    if not form.is_valid():
        return _shown(request, row, correct=form)
    try:
        actions.correct(
            figure=row, quantity=form.cleaned_data["quantity"], version=form.read_version,
            reason=form.cleaned_data["reason"], evidence=form.given(),
            by=request.user, at=request.at,
        )  # fmt: skip
    except Refused as refusal:
        form.show(refusal)
        return _shown(request, row, correct=form)
    messages.success(request, "Đã sửa số liệu; số cũ còn trong lịch sử.")
    return redirect("figures:figure", pk=pk)


@require_POST
@requires(Permission.ENTER)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count a figure no longer."""
    row, form = seen(request, pk), ReasonForm(request.POST, auto_id="r-%s", label_suffix="")
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.withdraw(figure=row, reason=reason, version=form.read_version,
                             by=request.user, at=request.at)  # fmt: skip
        except Refused as refusal:
            form.add_error(None, "; ".join(one.message for one in refusal.findings)
                           or refusal.message)  # fmt: skip
        else:
            messages.success(request, "Đã rút số liệu; nó không còn được tính.")
            return redirect("figures:figure", pk=pk)
    return _shown(request, row, withdraw=form)


@require_safe
@requires(Facts.VIEW)
def evidence(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file that shows a figure, always to be saved and never run in the page."""
    row = seen(request, pk)
    name = row.file.name or ""
    if not name or not default_storage.exists(name):
        raise Http404
    extension = name.rpartition(".")[2]
    return FileResponse(
        row.file.open("rb"), as_attachment=True, filename=f"{row.file_title}.{extension}",
        content_type=CONTENT_TYPES[extension], headers={"X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
