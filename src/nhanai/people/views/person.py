"""One person: her page, corrections, what is opened, what she learned and was praised for."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people import actions
from nhanai.people.forms.person import ETHNICITIES, EditForm
from nhanai.people.forms.privacy import ConsentForm, WithdrawForm
from nhanai.people.forms.service import MeritForm, TrainingForm
from nhanai.people.http import seen
from nhanai.people.models import Person
from nhanai.people.pages import person as pages
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import communes
from nhanai.units.queries import name_on
from nhanai.web.fields import add_refusal


@require_safe
@requires(Permission.VIEW)
def person(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Everything that is kept of one person, masked."""
    return shown(request, seen(request, key))


def shown(
    request: SignedInRequest,
    one: Person,
    *,
    refusal: Refused | None = None,
    consent: forms.Form | None = None,
) -> HttpResponse:
    """Her page, with why an act was not done."""
    context = {
        "page": pages.person(one, request.user, today=request.today),
        "refusal": refusal,
        "consent_form": consent or ConsentForm(initial={"given_on": request.today}),
        "withdraw_form": WithdrawForm(),
    }
    status = 422 if refusal or (consent and consent.errors) else 200
    return render(request, "people/person.html", context, status=status)


@require_POST
@requires(Permission.RECORD)
def open_part(request: SignedInRequest, key: UUID, part: str) -> HttpResponse:
    """Show one part in full, this once; the journal keeps that it was."""
    one = seen(request, key)
    if part not in set(actions.Part):
        raise Http404
    opened = actions.Part(part)
    try:
        values = actions.open_values(person=one, part=opened, by=request.user, at=request.at)
    except actions.CannotDisclose as refusal:
        return shown(request, one, refusal=refusal)
    page = pages.person(one, request.user, today=request.today, opened=opened, values=values)
    context = {"page": page, "consent_form": ConsentForm(), "withdraw_form": WithdrawForm()}
    response = render(request, "people/person.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Correct the record; masked values that are left empty stay."""
    one = seen(request, key)
    before = actions.values_of(one)
    commune = name_on(one.commune, request.today) if one.commune else ""
    now = {"full_name": before.full_name, "birth": str(before.birth), "sex": before.sex,
           "hamlet": before.hamlet, "commune": commune, "note": before.note}  # fmt: skip
    names = list(communes(request.today))
    form = EditForm(request.POST or None, names=names, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_person(
                person=one,
                values=form.values(before),
                commune=form.cleaned_data["commune"],
                by=request.user,
                at=request.at,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu hồ sơ.")
            return redirect("people:person", key=one.key)
    page = {"form": form, "person": one, "names": names, "ethnicities": ETHNICITIES,
            "kept": [name for name in form.KEPT if getattr(before, name)]}  # fmt: skip
    return render(request, "people/edit.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def training(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What she learned."""
    one, form = seen(request, key), TrainingForm(request.POST or None)
    return _kept(
        request,
        one,
        form,
        "Ghi đào tạo, bồi dưỡng",
        lambda: actions.add_training(
            person=one, values=form.values(), by=request.user, at=request.at
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def merit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """A commendation or a discipline."""
    one, form = seen(request, key), MeritForm(request.POST or None)
    return _kept(
        request,
        one,
        form,
        "Ghi khen thưởng, kỷ luật",
        lambda: actions.add_merit(person=one, values=form.values(), by=request.user, at=request.at),
    )


def _kept(
    request: SignedInRequest,
    one: Person,
    form: forms.Form,
    title: str,
    act: Callable[[], object],
) -> HttpResponse:
    """A short form about one person: shown, or done and back to her page."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"Đã lưu vào hồ sơ của {one.full_name}.")
            return redirect("people:person", key=one.key)
    page = {"form": form, "person": one, "title": title}
    return render(request, "people/short_form.html", page, status=422 if form.errors else 200)
