"""The people of the province, for those who look after their accounts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity import actions, pages, queries
from nhanai.identity.forms import (
    AppointForm,
    EndForm,
    NewPersonForm,
    PersonForm,
    ReasonForm,
)
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.models import User
from nhanai.identity.permissions import Permission
from nhanai.identity.vocab import Role
from nhanai.web.fields import add_refusal
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def people(request: SignedInRequest) -> HttpResponse:
    """The accounts one may see, by given name."""
    asked = request.GET
    page = pages.people(
        user=request.user,
        words=asked.get("q", "")[:200],
        place=asked.get("don-vi", "")[:200],
        number=number_from(asked.get("trang")),
        today=request.today,
    )
    return render(request, "identity/people.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account."""
    return _person(request, _visible(request, pk))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE)
def new_person(request: SignedInRequest) -> HttpResponse:
    """Make an account; its temporary password shows once."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.create_account(
                **form.cleaned_data, by=request.user, at=request.at
            )
        except actions.CannotChangeAccount as refusal:
            add_refusal(form, refusal)
        else:
            page = {"account": user, "password": password, "is_new": True}
            return render(request, "identity/new_password.html", page)
    status = 422 if form.errors else 200
    return render(request, "identity/new_person.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE)
def edit_person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a name or an address."""
    account = _visible(request, pk)
    now = {"full_name": account.full_name, "email": account.email}
    form = PersonForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_account(
                account=account, **form.cleaned_data, by=request.user, at=request.at
            )
        except actions.CannotChangeAccount as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu họ tên và thư điện tử.")
            return redirect("identity:person", pk=account.pk)
    page = {"form": form, "account": account}
    return render(request, "identity/edit_person.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE)
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give somebody a role at a unit."""
    account = _visible(request, pk)
    names = list(queries.appointable_names(request.user, today=request.today))
    form = AppointForm(request.POST or None, names=names, initial={"start": request.today})
    if request.method == "POST" and form.is_valid():
        said = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            actions.appoint(account=account, **said, by=request.user, at=request.at)
        except actions.CannotAppoint as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"Đã bổ nhiệm {account.full_name}.")
            return redirect("identity:person", pk=account.pk)
    page = {"form": form, "account": account, "names": names}
    return render(request, "identity/appoint.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE)
def end_appointment(request: SignedInRequest, pk: int, appointment: int) -> HttpResponse:
    """End an appointment, with the hand-over."""
    account = _visible(request, pk)
    term = get_object_or_404(queries.terms_of(account), pk=appointment)
    form = EndForm(request.POST or None, initial={"last_day": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_appointment(
                appointment=term, **form.cleaned_data, by=request.user, at=request.at
            )
        except actions.CannotAppoint as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã kết thúc bổ nhiệm và ghi nội dung bàn giao.")
            return redirect("identity:person", pk=account.pk)
    page = {"form": form, "account": account, "term": pages.term(term, today=request.today)}
    return render(
        request, "identity/end_appointment.html", page, status=422 if form.errors else 200
    )


@require_POST
@requires(Permission.MANAGE)
def reset_password(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give a temporary password, shown once."""
    account = _visible(request, pk)
    try:
        password = actions.reset_password(account=account, by=request.user, at=request.at)
    except actions.CannotChangeAccount as refusal:
        return _person(request, account, refusal)
    page = {"account": account, "password": password, "is_new": False}
    return render(request, "identity/new_password.html", page)


@require_POST
@requires(Permission.MANAGE)
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put an account to rest, with the reason."""
    account = _visible(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _person(request, account, Refused("Ghi lý do ngừng dùng, không quá 500 ký tự."))
    reason = form.cleaned_data["reason"]
    try:
        actions.deactivate(account=account, reason=reason, by=request.user, at=request.at)
    except actions.CannotChangeAccount as refusal:
        return _person(request, account, refusal)
    messages.success(request, f"Đã ngừng dùng tài khoản của {account.full_name}.")
    return redirect("identity:person", pk=account.pk)


@require_POST
@requires(Permission.MANAGE)
def activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let somebody sign in again."""
    account = _visible(request, pk)
    try:
        actions.activate(account=account, by=request.user, at=request.at)
    except actions.CannotChangeAccount as refusal:
        return _person(request, account, refusal)
    messages.success(request, f"{account.full_name} đăng nhập lại được.")
    return redirect("identity:person", pk=account.pk)


def _visible(request: SignedInRequest, pk: int) -> User:
    return get_object_or_404(queries.visible_people(request.user, today=request.today), pk=pk)


def _person(
    request: SignedInRequest, account: User, refusal: Refused | None = None
) -> HttpResponse:
    """The page of one account, with why an act was not done."""
    page = pages.person(account, user=request.user, today=request.today)
    context = {"page": page, "refusal": refusal, "reason_form": ReasonForm()}
    return render(request, "identity/person.html", context, status=422 if refusal else 200)
