"""The desk's side of trips."""

import uuid
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.trips import actions, pages, queries
from nhanai.trips.forms import DeskResultForm, DeskTripForm, ProposalForm, initial_of
from nhanai.trips.models import Trip
from nhanai.trips.permissions import Permission
from nhanai.trips.vocab import GONE, TripState, TripWay
from nhanai.web.fields import FindingsForm
from nhanai.web.paging import number_from


class NotFilled(Exception):
    """A form of a step is not filled in yet."""


@require_safe
@requires(Permission.VIEW)
def listing(request: SignedInRequest) -> HttpResponse:
    """The trips that she sees."""
    words, state = request.GET.get("q", "")[:120], request.GET.get("trang-thai", "")
    page = pages.listing(
        request.user, words, state, today=request.today,
        number=number_from(request.GET.get("trang")),
    )  # fmt: skip
    context = {"page": page, "states": TripState.choices}
    return render(request, "trips/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def new(request: SignedInRequest) -> HttpResponse:
    """Written down for a group, with the code to give to it."""
    data = request.POST if request.method == "POST" else None
    form = DeskTripForm(data, places=queries.communes(request.today))
    if data is not None and form.is_valid():
        (unit, _), *_ = pages.recorders(request.user, today=request.today)
        try:
            trip, code = actions.write_down(
                values=form.values(), way=TripWay(form.cleaned_data["way"]), unit=unit,
                token=form.cleaned_data["token"] or uuid.uuid4(), by=request.user, at=request.at,
            )  # fmt: skip
            return render(request, "trips/written.html", {"trip": trip, "code": code})
        except Refused as refusal:
            form.show(refusal)
    status = 200 if data is None else 422
    return render(request, "trips/new.html", {"form": form, "trip": None}, status=status)


@require_safe
@requires(Permission.VIEW)
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One trip: what is near it, what reached the place, what may be done."""
    return _shown(request, _seen(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def changing(request: SignedInRequest, pk: int) -> HttpResponse:
    """The group changed its mind and told the desk."""
    trip = _seen(request, pk)
    if not queries.may_record(request.user, trip, today=request.today):
        raise Http404
    data = request.POST if request.method == "POST" else None
    known = {**initial_of(trip), "contact": trip.contact, "name": trip.name}
    form = DeskTripForm(data, places=queries.communes(request.today), initial=known)
    if data is not None and form.is_valid():
        try:
            actions.change(trip=trip, values=form.values(), by=request.user, at=request.at)
            messages.success(request, "Đã sửa. Chuyến này chờ trả lời lại.")
            return redirect("trips:one", pk)
        except Refused as refusal:
            form.show(refusal)
    status = 200 if data is None else 422
    return render(request, "trips/new.html", {"form": form, "trip": trip}, status=status)


@require_POST
@requires(Permission.VIEW)
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One step; the act asks who may."""
    trip = _seen(request, pk)
    if name not in _STEPS:
        raise Http404
    form = _form(name, request, trip)
    try:
        _STEPS[name](request, trip, form)
    except NotFilled:
        return _shown(request, trip, forms={name: form})
    except Refused as refusal:
        if form is not None and refusal.findings:
            form.show(refusal)
            return _shown(request, trip, forms={name: form})
        return _shown(request, trip, refusal=refusal)
    messages.success(request, _DONE[name])
    return redirect("trips:one", pk)


def _seen(request: SignedInRequest, pk: int) -> Trip:
    rows = queries.visible_to(request.user, today=request.today)
    return get_object_or_404(rows.select_related("other_commune", "answered_by"), pk=pk)


def _form(name: str, request: SignedInRequest, trip: Trip) -> FindingsForm | None:
    if name == "de-nghi":
        return ProposalForm(request.POST, places=queries.communes(request.today))
    return DeskResultForm(request.POST) if name == "ket-qua" else None


def _shown(
    request: SignedInRequest, trip: Trip, *, refusal: Refused | None = None,
    forms: Mapping[str, FindingsForm | None] | None = None,
) -> HttpResponse:  # fmt: skip
    page = pages.one(trip, request.user, today=request.today)
    given = forms or {}
    context = {
        "page": page, "refusal": refusal, "answer": request.POST.get("answer", ""),
        "proposing": given.get("de-nghi")
        or ProposalForm(None, places=queries.communes(request.today), initial=page.proposal),
        "result": given.get("ket-qua") or DeskResultForm(None, initial=_result(trip)),
        "faulty": next(iter(given), ""),
    }  # fmt: skip
    wrong = refusal is not None or bool(given)
    return render(request, "trips/one.html", context, status=422 if wrong else 200)


def _result(trip: Trip) -> dict[str, object]:
    """What the form of the result begins with: what was told already, else what was planned."""
    if trip.state in GONE:
        return {
            "on": trip.went_on, "what": trip.given, "households": trip.given_households,
            "worth": trip.given_worth or "",
        }  # fmt: skip
    return {
        "on": trip.on, "what": trip.what, "households": trip.households,
        "worth": trip.worth or "",
    }  # fmt: skip


def _answer(request: SignedInRequest) -> str:
    return request.POST.get("answer", "")


def _confirmed(request: SignedInRequest, trip: Trip, _: FindingsForm | None) -> None:
    actions.confirm(trip=trip, answer=_answer(request), by=request.user, at=request.at)


def _proposed(request: SignedInRequest, trip: Trip, form: FindingsForm | None) -> None:
    if not isinstance(form, ProposalForm) or not form.is_valid():
        raise NotFilled
    said = form.cleaned_data
    actions.propose(
        trip=trip, commune=form.places_offered[said["commune"]], on=said["on"],
        reason=said["answer"], by=request.user, at=request.at,
    )  # fmt: skip


def _declined(request: SignedInRequest, trip: Trip, _: FindingsForm | None) -> None:
    actions.decline(trip=trip, answer=_answer(request), by=request.user, at=request.at)


def _spam(request: SignedInRequest, trip: Trip, _: FindingsForm | None) -> None:
    actions.decline(
        trip=trip, answer=_answer(request), is_spam=True, by=request.user, at=request.at
    )


def _restored(request: SignedInRequest, trip: Trip, _: FindingsForm | None) -> None:
    actions.restore(trip=trip, by=request.user, at=request.at)


def _withdrawn(request: SignedInRequest, trip: Trip, _: FindingsForm | None) -> None:
    actions.withdraw(trip=trip, by=request.user, at=request.at)


def _told(request: SignedInRequest, trip: Trip, form: FindingsForm | None) -> None:
    if not isinstance(form, DeskResultForm) or not form.is_valid():
        raise NotFilled
    actions.tell_result(trip=trip, values=form.values(), by=request.user, at=request.at)


def _checked(request: SignedInRequest, trip: Trip, _: FindingsForm | None) -> None:
    actions.accept_result(trip=trip, by=request.user, at=request.at)


_STEPS: Mapping[str, Callable[[SignedInRequest, Trip, FindingsForm | None], None]] = {
    "xac-nhan": _confirmed, "de-nghi": _proposed, "tu-choi": _declined, "thu-rac": _spam,
    "khoi-phuc": _restored, "rut": _withdrawn, "ket-qua": _told, "kiem-tra": _checked,
}  # fmt: skip
_DONE: Mapping[str, str] = {
    "xac-nhan": "Đã xác nhận. Chuyến này hiện ở trang công khai.",
    "de-nghi": "Đã gửi đề nghị; đoàn đọc được bằng mã theo dõi.",
    "tu-choi": "Đã ghi câu trả lời.", "thu-rac": "Đã đánh dấu thư rác.",
    "khoi-phuc": "Đã bỏ đánh dấu.", "rut": "Đã ghi đoàn rút.", "ket-qua": "Đã ghi kết quả.",
    "kiem-tra": "Đã xác nhận kết quả.",
}  # fmt: skip
