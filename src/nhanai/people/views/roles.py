"""What a person is: begun, ended, carried to another chapter."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.pdf import pdf_of
from nhanai.people import actions, queries
from nhanai.people.actions.role import ONE_DAY
from nhanai.people.forms.person import EndForm, GradeForm, RoleForm, TransferForm
from nhanai.people.forms.service import PostForm
from nhanai.people.http import PDF, seen, sent
from nhanai.people.models import PersonRole
from nhanai.people.pages.papers import slip_of
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import chapters, names_within, offered, own_unit
from nhanai.people.vocab import TITLES, EndReason, VolunteerGrade
from nhanai.units.queries import name_on
from nhanai.web.fields import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def give(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One role more."""
    one = seen(request, key)
    names = list(names_within(request.user, Permission.RECORD, today=request.today))
    own = own_unit(request.user, names, today=request.today)
    start = {"unit": own.name if own else "", "start": request.today}
    form = RoleForm(request.POST or None, names=names, initial=start)
    unsure: Refused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_role(person=one, unit=form.cleaned_data["unit"], values=form.role(ONE_DAY),
                              despite_warnings="despite" in request.POST,
                              by=request.user, at=request.at)  # fmt: skip
        except actions.UnsureOfRole as asked:
            unsure = asked
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _back(request, one.key, f"Đã ghi vai trò của {one.full_name}.")
    page = {"form": form, "person": one, "names": offered(names), "unsure": unsure}
    status = 422 if form.errors or unsure else 200
    return render(request, "people/give_role.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def appoint(request: SignedInRequest, key: UUID) -> HttpResponse:
    """An office."""
    one = seen(request, key)
    names = list(names_within(request.user, Permission.RECORD, today=request.today))
    own = own_unit(request.user, names, today=request.today)
    start = {"unit": own.name if own else "", "start": request.today}
    form = PostForm(request.POST or None, names=names, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint_officer(
                person=one, unit=form.cleaned_data["unit"], values=form.values(),
                by=request.user, at=request.at,
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _back(request, one.key, f"Đã ghi chức vụ của {one.full_name}.")
    page = {"form": form, "person": one, "names": offered(names), "title": "Ghi chức vụ cán bộ",
            "titles": TITLES}  # fmt: skip
    return render(request, "people/short_form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """A role ends, for a reason."""
    role = _role(request, pk)
    form = EndForm(request.POST or None, role=role, initial={"last_day": request.today})
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "reason": EndReason(form.cleaned_data["reason"])}
        try:
            actions.end_role(role=role, **said, by=request.user, at=request.at)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _back(request, role.person.key, "Đã kết thúc vai trò.")
    title = f"Kết thúc vai trò {role.get_kind_display().lower()}"
    page = {"form": form, "person": role.person, "title": title,
            "place": name_on(role.unit, request.today)}  # fmt: skip
    return render(request, "people/short_form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def transfer(request: SignedInRequest, pk: int) -> HttpResponse:
    """A member goes to another chapter."""
    role = _role(request, pk)
    within = names_within(request.user, Permission.RECORD, today=request.today)
    names = list({one.pk: one for one in (*chapters(request.today), *within)}.values())
    form = TransferForm(request.POST or None, names=names, initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.transfer(role=role, to=said["unit"], on=said["on"], note=said["note"],
                             by=request.user, at=request.at)  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            words = "Đã chuyển sinh hoạt. In giấy giới thiệu ở dòng vai trò đã kết thúc."
            return _back(request, role.person.key, words)
    page = {"form": form, "person": role.person, "names": offered(names),
            "title": "Chuyển sinh hoạt", "place": name_on(role.unit, request.today)}  # fmt: skip
    return render(request, "people/short_form.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def regrade(request: SignedInRequest, pk: int) -> HttpResponse:
    """A volunteer of another grade."""
    role = _role(request, pk)
    form = GradeForm(request.POST or None, initial={"on": request.today, "grade": role.grade})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.regrade(role=role, grade=VolunteerGrade(said["grade"]), on=said["on"],
                            by=request.user, at=request.at)  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _back(request, role.person.key, "Đã xếp hạng.")
    page = {"form": form, "person": role.person, "title": "Xếp hạng tình nguyện viên",
            "place": name_on(role.unit, request.today)}  # fmt: skip
    return render(request, "people/short_form.html", page, status=422 if form.errors else 200)


@require_safe
@requires(Permission.RECORD)
def slip(request: SignedInRequest, pk: int) -> HttpResponse:
    """The paper that goes with a member to the other chapter."""
    role = _role(request, pk)
    paper = slip_of(get_object_or_404(PersonRole, pk=role.pk, followed_by__isnull=False))
    return sent(pdf_of(paper), kind=PDF, name="giay-gioi-thieu-chuyen-sinh-hoat.pdf")


def _role(request: SignedInRequest, pk: int) -> PersonRole:
    people = queries.visible_to(request.user, today=request.today).order_by().values("pk")
    roles = PersonRole.objects.filter(person__in=people).select_related("person", "unit")
    return get_object_or_404(roles, pk=pk)


def _back(request: SignedInRequest, key: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("people:person", key=key)
