"""Officers; clubs, teams and branches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.queries import reach
from nhanai.people import actions
from nhanai.people.actions.role import ONE_DAY
from nhanai.people.forms.service import CloseForm, GroupForm
from nhanai.people.pages import service as pages
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered, own_unit
from nhanai.people.vocab import Employment
from nhanai.units.models import Unit
from nhanai.units.queries import name_on
from nhanai.units.vocab import BELOW_CHAPTER, BRANCH_KINDS, UnitKind
from nhanai.web.fields import add_refusal
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def officers(request: SignedInRequest) -> HttpResponse:
    """Who holds an office today."""
    asked = request.GET.get("che-do", "")
    page = pages.officers(
        request.user,
        employment=asked if asked in Employment.values else "",
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "people/officers.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def groups(request: SignedInRequest) -> HttpResponse:
    """Clubs, teams and branches."""
    page = pages.groups(
        request.user,
        tab=request.GET.get("loai", ""),
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "people/groups.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ORGANISE)
def open_group(request: SignedInRequest) -> HttpResponse:
    """A club, team or branch is set up."""
    kinds = frozenset({UnitKind.CHAPTER, *BRANCH_KINDS})
    within = names_within(request.user, Permission.ORGANISE, today=request.today, kinds=kinds)
    names = list(within)
    own = own_unit(request.user, names, today=request.today)
    start = {"chapter": own.name if own else "", "on": request.today}
    form = GroupForm(request.POST or None, names=names, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_group(
                chapter=form.cleaned_data["chapter"],
                values=form.values(),
                by=request.user,
                at=request.at,
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"Đã lập {form.cleaned_data['name']}.")
            return redirect("people:group", key=made.key)
    page = {"form": form, "names": offered(names)}
    return render(request, "people/open_group.html", page, status=422 if form.errors else 200)


@require_safe
@requires(Permission.VIEW)
def group(request: SignedInRequest, key: str) -> HttpResponse:
    """One of them with its people."""
    number = number_from(request.GET.get("trang"))
    page = pages.group(_group(request, key), request.user, number=number, today=request.today)
    return render(request, "people/group.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ORGANISE)
def close(request: SignedInRequest, key: str) -> HttpResponse:
    """It ends, and with it what people were there."""
    unit, form = _group(request, key), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.close_group(group=unit, on=said["last_day"] + ONE_DAY,
                                reference=said["reference"],
                                by=request.user, at=request.at)  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã kết thúc hoạt động.")
            return redirect("people:groups")
    page = {"form": form, "unit": unit, "name": name_on(unit, request.today)}
    return render(request, "people/close_group.html", page, status=422 if form.errors else 200)


def _group(request: SignedInRequest, key: str) -> Unit:
    """A club, team or branch that she may see."""
    within = reach(request.user, Permission.VIEW, today=request.today)
    return get_object_or_404(within.filter(kind__in=BELOW_CHAPTER), key=key)
