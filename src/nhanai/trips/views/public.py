"""What a group does without an account, in either language, and what everybody reads."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.wording import ROOTS, Words
from nhanai.identity.http import anyone
from nhanai.sending.actions import NotAdmitted, admit, opened
from nhanai.sending.forms import PublicForm
from nhanai.sending.http import came, told
from nhanai.trips import actions, pages, queries
from nhanai.trips.actions import FOLLOW, FOLLOW_LIMIT, FORM, CannotTravel
from nhanai.trips.forms import ChangeForm, FollowForm, ResultForm, StepForm, TripForm, initial_of
from nhanai.trips.models import Trip
from nhanai.web.paging import number_from
from nhanai.web.public import named_and_kept, shown, words

LIST, REGISTER, FOLLOWING = (
    *("chuyen-tro-giup/", "chuyen-tro-giup/dang-ky/"),
    "chuyen-tro-giup/theo-doi/",
)
METHODS = ["GET", "HEAD", "POST"]


@anyone
@require_safe
@named_and_kept
def listing(request: HttpRequest, language: str) -> HttpResponse:
    """Confirmed trips by week, and what was given lately."""
    commune, number = request.GET.get("xa", "")[:60], number_from(request.GET.get("trang"))
    page = pages.public_list(timezone.localdate(), commune=commune, number=number)
    return _page("public_list", language, LIST, page=page)


@anyone
@require_http_methods(METHODS)
@never_cache
def registering(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and the code to follow the trip by."""
    t, at = _words(language), timezone.now()
    data = request.POST if request.method == "POST" else None
    places = queries.communes(timezone.localdate(at))
    asked = {"commune": request.GET.get("xa", "")[:60]}
    form = TripForm(data, t=t, phrase=opened(FORM, at=at), places=places, initial=asked)
    if data is None:
        return _page("public_form", language, REGISTER, form=form)
    refused, status = t["suspect"] if form.is_suspect else "", 422
    if form.is_valid() and not form.is_suspect:
        try:
            return _registered(request, form, language, at=at)
        except NotAdmitted as refusal:
            status, refused = told(refusal, t)
        except CannotTravel as refusal:
            form.show(refusal.findings)
            refused = "" if refusal.findings else t["nobody_answers"]
    return _page("public_form", language, REGISTER, status=status, form=form, refused=refused)


def _registered(
    request: HttpRequest, form: TripForm, language: str, *, at: dt.datetime
) -> HttpResponse:  # fmt: skip
    code = actions.register(
        values=form.values(language), agreed=form.cleaned_data["agreed"], came=came(request),
        at=at,
    )  # fmt: skip
    found = queries.followed(code)
    due = written(found.due_on) if found else ""
    return _page("public_sent", language, REGISTER, code=code, due=due)


@anyone
@require_http_methods(METHODS)
@never_cache
def follow(request: HttpRequest, language: str) -> HttpResponse:
    """From the code to where the trip stands; the code is never part of an address."""
    t, at = _words(language), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = FollowForm(data, t=t, phrase=opened(FOLLOW, at=at))
    if data is None:
        return _page("public_follow", language, FOLLOWING, form=form)
    status, refused, found = 422, "", None
    if form.is_valid():
        try:
            admit(form=FOLLOW, came=came(request), limit=FOLLOW_LIMIT, at=at)
            found = queries.followed(form.cleaned_data["code"])
            status, refused = 404, t["no_such_code"]
        except NotAdmitted as refusal:
            status, refused = told(refusal, t)
    if found is None:
        context = {"form": form, "refused": refused}
        return _page("public_follow", language, FOLLOWING, status=status, **context)
    return _standing(found, form.cleaned_data["code"], language)


@anyone
@require_POST
@never_cache
def step(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """One step of the group: it agrees, changes the trip, takes it back, tells what it gave."""
    if name not in _STEPS:
        raise Http404
    t, at = _words(language), timezone.now()
    code = request.POST.get("code", "")[:60]
    found = queries.followed(code)
    if found is None:
        form: PublicForm = FollowForm(None, t=t, phrase=opened(FOLLOW, at=at))
        context = {"form": form, "refused": t["no_such_code"]}
        return _page("public_follow", language, FOLLOWING, status=404, **context)
    form = _form(name, request.POST, found, code, language, at=at)
    if not form.is_valid():
        return _standing(found, code, language, wrong={name: form})
    try:
        found = _STEPS[name](found, form, language, at)
    except Refused as refusal:
        if refusal.findings and isinstance(form, TripForm | ResultForm):
            form.show(refusal.findings)
            return _standing(found, code, language, wrong={name: form})
        return _standing(found, code, language, refused=t["not_now"])
    return _standing(queries.followed(code) or found, code, language, done=t[f"done_{_KEYS[name]}"])


def _form(
    name: str, data: Mapping[str, Any] | None, found: Trip, code: str, language: str, *,
    at: dt.datetime,
) -> PublicForm:  # fmt: skip
    t, phrase = _words(language), opened(FOLLOW, at=at)
    if name == "doi":
        places = queries.communes(timezone.localdate(at))
        known = initial_of(found, code)
        return ChangeForm(data, t=t, phrase=phrase, places=places, initial=known)
    if name == "ket-qua":
        given = {
            "code": code, "on": found.went_on or found.on, "what": found.given or found.what,
            "households": found.given_households or found.households,
            "worth": found.given_worth or found.worth or "",
        }  # fmt: skip
        return ResultForm(data, t=t, phrase=phrase, initial=given)
    return StepForm(data, t=t, phrase=phrase, initial={"code": code})


def _agreed(found: Trip, form: PublicForm, language: str, at: dt.datetime) -> Trip:
    return actions.agree(trip=found, at=at)


def _changed(found: Trip, form: PublicForm, language: str, at: dt.datetime) -> Trip:
    if not isinstance(form, ChangeForm):
        raise TypeError(type(form))
    return actions.change(trip=found, values=form.values(language), by=None, at=at)


def _withdrawn(found: Trip, form: PublicForm, language: str, at: dt.datetime) -> Trip:
    return actions.withdraw(trip=found, by=None, at=at)


def _told(found: Trip, form: PublicForm, language: str, at: dt.datetime) -> Trip:
    if not isinstance(form, ResultForm):
        raise TypeError(type(form))
    return actions.tell_result(trip=found, values=form.values(), by=None, at=at)


_STEPS: Mapping[str, Callable[[Trip, PublicForm, str, dt.datetime], Trip]] = {
    "dong-y": _agreed, "doi": _changed, "rut": _withdrawn, "ket-qua": _told,
}  # fmt: skip
_KEYS: Mapping[str, str] = {
    "dong-y": "agreed", "doi": "changed", "rut": "withdrawn", "ket-qua": "told"
}  # fmt: skip


def _standing(
    found: Trip, code: str, language: str, *, refused: str = "", done: str = "",
    wrong: Mapping[str, PublicForm] | None = None,
) -> HttpResponse:  # fmt: skip
    """Where the trip stands, and what its group may do now."""
    t, at, given = _words(language), timezone.now(), wrong or {}
    page = pages.standing(found, today=timezone.localdate(at))
    forms = {
        name.replace("-", "_"): given.get(name) or _form(name, None, found, code, language, at=at)
        for name in page.may
    }
    context = {
        "page": page, "trip": found, "state": t[f"state_{found.state.lower()}"], "forms": forms,
        "refused": refused, "done": done, "faulty": next(iter(given), ""),
    }  # fmt: skip
    status = 422 if refused or given else 200
    return _page("public_standing", language, FOLLOWING, status=status, **context)


def _words(language: str) -> Words:
    return words("trips", language)


def _page(
    name: str, language: str, path: str, *, status: int = 200, **told: Any  # noqa: ANN401 (what the template shows)
) -> HttpResponse:  # fmt: skip
    follow_at = f"{ROOTS[language]}{FOLLOWING}"
    return shown("trips", name, language, path, status=status, follow_at=follow_at, **told)
