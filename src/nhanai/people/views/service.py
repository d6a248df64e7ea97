"""What an officer's post, a training, a commendation says: corrected, or taken away."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people import actions, queries
from nhanai.people.actions.role import ONE_DAY
from nhanai.people.forms.service import MeritForm, PostCorrectionForm, RemovalForm, TrainingForm
from nhanai.people.models import Merit, Person, PersonRole, Training
from nhanai.people.permissions import Permission
from nhanai.people.vocab import TITLES, RoleKind
from nhanai.units.queries import name_on
from nhanai.web.fields import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct an officer's post."""
    roles = PersonRole.objects.filter(kind=RoleKind.OFFICER, person__in=_people(request))
    role = get_object_or_404(roles.select_related("person", "unit", "post"), pk=pk)
    kept = getattr(role, "post", None)
    now = {"title": role.office} if kept is None else {
        "title": kept.title, "employment": kept.employment, "allowance": kept.allowance,
        "term_last_day": kept.term_until - ONE_DAY if kept.term_until else None,
    }  # fmt: skip
    form = PostCorrectionForm(request.POST or None, initial=now)

    def act() -> object:
        values = form.values(role.start)
        return actions.correct_post(role=role, values=values, by=request.user, at=request.at)

    place = name_on(role.unit, request.today)
    return _asked(request, role.person, form, "Sửa chức vụ", act, place=place, titles=TITLES)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def training(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a training."""
    one = get_object_or_404(Training.objects.filter(person__in=_people(request)), pk=pk)
    form = TrainingForm(request.POST or None, initial=_now(one))

    def act() -> object:
        values = form.values()
        return actions.correct_training(training=one, values=values, by=request.user, at=request.at)

    return _asked(request, one.person, form, "Sửa đào tạo, bồi dưỡng", act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def merit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a commendation or a discipline."""
    one = get_object_or_404(Merit.objects.filter(person__in=_people(request)), pk=pk)
    form = MeritForm(request.POST or None, initial=_now(one))

    def act() -> object:
        values = form.values()
        return actions.correct_merit(merit=one, values=values, by=request.user, at=request.at)

    return _asked(request, one.person, form, "Sửa khen thưởng, kỷ luật", act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def remove_training(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take away a training kept by mistake."""
    one = get_object_or_404(Training.objects.filter(person__in=_people(request)), pk=pk)
    form = RemovalForm(request.POST or None)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return actions.remove_training(training=one, reason=reason, by=request.user, at=request.at)

    return _asked(request, one.person, form, f"Xóa “{one.title}”", act, verb="Xóa")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def remove_merit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take away a commendation or a discipline kept by mistake."""
    one = get_object_or_404(Merit.objects.filter(person__in=_people(request)), pk=pk)
    form = RemovalForm(request.POST or None)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return actions.remove_merit(merit=one, reason=reason, by=request.user, at=request.at)

    return _asked(request, one.person, form, f"Xóa “{one.title}”", act, verb="Xóa")


def _people(request: SignedInRequest) -> QuerySet[Person]:
    return queries.visible_to(request.user, today=request.today).order_by()


def _now(one: Training | Merit) -> dict[str, object]:
    return {field.name: getattr(one, field.name) for field in one._meta.fields}


def _asked(
    request: SignedInRequest,
    person: Person,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
    **more: object,
) -> HttpResponse:
    """A short form about one person: shown, or done and back to her page."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu hồ sơ.")
            return redirect("people:person", key=person.key)
    page = {"form": form, "person": person, "title": title, **more}
    return render(request, "people/short_form.html", page, status=422 if form.errors else 200)
