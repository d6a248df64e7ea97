"""The list of people, and a new one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people import actions
from nhanai.people.forms.person import ETHNICITIES, QuickForm
from nhanai.people.pages import people as lists
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered, own_unit
from nhanai.people.queries.finding import alike as alike_people
from nhanai.people.queries.listing import Asked
from nhanai.people.rules.values import read
from nhanai.web.fields import add_refusal
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def people(request: SignedInRequest) -> HttpResponse:
    """The people of one's units and below."""
    number = number_from(request.GET.get("trang"))
    page = lists.people(request.user, Asked.of(request.GET), number=number, today=request.today)
    return render(request, "people/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def add(request: SignedInRequest) -> HttpResponse:
    """A new person with a first role; who is like her is shown first."""
    names = list(names_within(request.user, Permission.RECORD, today=request.today))
    own = own_unit(request.user, names, today=request.today)
    start = {"kind": "MEMBER", "unit": own.name if own else "", "start": request.today}
    form = QuickForm(request.POST or None, names=names, initial=start)
    unsure: actions.Unsure | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, form)
        except actions.Unsure as asked:
            unsure = asked
        except Refused as refusal:
            add_refusal(form, refusal)
    page = {"form": form, "names": offered(names), "unsure": unsure, "ethnicities": ETHNICITIES}
    status = 422 if form.errors or unsure else 200
    return render(request, "people/add.html", page, status=status)


def _added(request: SignedInRequest, form: QuickForm) -> HttpResponse:
    """Keep her, and lead to her page or to the next empty form."""
    person = actions.add_person(
        values=form.cleaned_data["values"],
        unit=form.cleaned_data["unit"],
        role=form.role(),
        despite_warnings="despite" in request.POST,
        by=request.user,
        at=request.at,
    )
    messages.success(request, f"Đã thêm {person.full_name}.")
    return (
        redirect("people:add")
        if "next" in request.POST
        else redirect("people:person", key=person.key)
    )


@require_POST
@requires(Permission.RECORD)
def alike(request: SignedInRequest) -> HttpResponse:
    """Who of the unit is like the one being typed: a fragment of the form.

    Posted, so that no name stands in an address that a log keeps.
    """
    said, _ = read({"full_name": request.POST.get("full_name", "")[:120],
                    "birth": request.POST.get("birth", "")[:30]})  # fmt: skip
    names = names_within(request.user, Permission.RECORD, today=request.today)
    unit = names.filter(name=request.POST.get("unit", "")[:300]).first()
    found = alike_people(said.full_name, said.birth, unit=unit.unit) if unit else ()
    return render(request, "people/alike.html", {"similar": found})
