"""The protection of personal data: overview, requests, incidents, records past their years."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people import actions
from nhanai.people.forms.fields import moment
from nhanai.people.forms.privacy import (
    AnswerForm,
    IncidentForm,
    MeasuresForm,
    NotifyForm,
    ReasonForm,
    RequestForm,
)
from nhanai.people.models import DataRequest, Incident, Person
from nhanai.people.pages import privacy as pages
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered, own_unit
from nhanai.people.queries.privacy import incidents_of, protected_by, requests_of
from nhanai.people.vocab import RequestOutcome
from nhanai.units.queries import names_on
from nhanai.web.fields import add_refusal
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.PROTECT)
def overview(request: SignedInRequest) -> HttpResponse:
    """What is kept, to what people agreed, what waits."""
    page = pages.overview(request.user, today=request.today)
    return render(request, "people/privacy.html", {"page": page})


@require_safe
@requires(Permission.PROTECT)
def requests(request: SignedInRequest) -> HttpResponse:
    """The queue of requests."""
    page = pages.requests(
        request.user,
        tab=request.GET.get("loc", ""),
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "people/requests.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROTECT)
def receive(request: SignedInRequest) -> HttpResponse:
    """A request comes."""
    names = list(names_within(request.user, Permission.PROTECT, today=request.today))
    own = own_unit(request.user, names, today=request.today)
    start = {"unit": own.name if own else "", "received_on": request.today}
    form = RequestForm(request.POST or None, names=names, initial=start)
    person = _person(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.receive_request(
                unit=form.cleaned_data["unit"], values=form.values(), person=person,
                by=request.user, at=request.at,
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi yêu cầu vào hàng chờ.")
            return redirect("people:request", pk=made.pk)
    page = {"form": form, "person": person, "names": offered(names)}
    return render(request, "people/receive.html", page, status=422 if form.errors else 200)


def _person(request: SignedInRequest) -> Person | None:
    """The person whose page the form was opened from."""
    key = (request.POST or request.GET).get("nguoi", "")[:40]
    people = protected_by(request.user, today=request.today)
    try:
        return people.filter(key=key).first() if key else None
    except forms.ValidationError:
        return None


@require_safe
@requires(Permission.PROTECT)
def request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request."""
    return _request(request, _asked(request, pk))


@require_POST
@requires(Permission.PROTECT)
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who asked was told that it came."""
    one = _asked(request, pk)
    try:
        actions.acknowledge_request(request=one, by=request.user, at=request.at)
    except Refused as refusal:
        return _request(request, one, refusal)
    messages.success(request, "Đã ghi việc xác nhận.")
    return redirect("people:request", pk=one.pk)


@require_POST
@requires(Permission.PROTECT)
def extend(request: SignedInRequest, pk: int) -> HttpResponse:
    """The one extension."""
    one, form = _asked(request, pk), ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.extend_request(request=one, reason=reason, by=request.user, at=request.at)
    except Refused as refusal:
        return _request(request, one, refusal)
    messages.success(request, "Đã gia hạn.")
    return redirect("people:request", pk=one.pk)


@require_POST
@requires(Permission.PROTECT)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The answer."""
    one, form = _asked(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _request(request, one, form=form)
    outcome = RequestOutcome(form.cleaned_data["outcome"])
    try:
        actions.close_request(request=one, outcome=outcome, answer=form.cleaned_data["answer"],
                              by=request.user, at=request.at)  # fmt: skip
    except Refused as refusal:
        return _request(request, one, refusal)
    messages.success(request, "Đã trả lời yêu cầu.")
    return redirect("people:request", pk=one.pk)


def _asked(request: SignedInRequest, pk: int) -> DataRequest:
    return get_object_or_404(requests_of(request.user, today=request.today), pk=pk)


def _request(
    request: SignedInRequest,
    one: DataRequest,
    refusal: Refused | None = None,
    form: AnswerForm | None = None,
) -> HttpResponse:
    names = names_on({one.unit_id}, request.today)
    page = {
        "row": pages.request_row(one, names, request.today),
        "refusal": refusal,
        "answer_form": form or AnswerForm(),
        "reason_form": ReasonForm(),
    }
    return render(request, "people/request.html", page, status=422 if refusal or form else 200)


@require_safe
@requires(Permission.PROTECT)
def incidents(request: SignedInRequest) -> HttpResponse:
    """The register of incidents."""
    number = number_from(request.GET.get("trang"))
    page = pages.incidents(request.user, number=number, at=request.at, today=request.today)
    return render(request, "people/incidents.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROTECT)
def report(request: SignedInRequest) -> HttpResponse:
    """An incident was found."""
    names = list(names_within(request.user, Permission.PROTECT, today=request.today))
    own = own_unit(request.user, names, today=request.today)
    start = {"unit": own.name if own else "", "found_on": request.today}
    form = IncidentForm(request.POST or None, names=names, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.report_incident(unit=form.cleaned_data["unit"], values=form.values(),
                                           by=request.user, at=request.at)  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi sự cố. Báo cơ quan chức năng trong 72 giờ.")
            return redirect("people:incident", pk=made.pk)
    page = {"form": form, "names": offered(names)}
    return render(request, "people/report.html", page, status=422 if form.errors else 200)


@require_safe
@requires(Permission.PROTECT)
def incident(request: SignedInRequest, pk: int) -> HttpResponse:
    """One incident."""
    return _incident(request, _found(request, pk))


@require_POST
@requires(Permission.PROTECT)
def notify(request: SignedInRequest, pk: int) -> HttpResponse:
    """The authority was told."""
    one, form = _found(request, pk), NotifyForm(request.POST)
    if not form.is_valid():
        return _incident(request, one, notify_form=form)
    said = form.cleaned_data
    try:
        actions.notify_authority(incident=one, to=said["to"], late_reason=said["late_reason"],
                                 notified_at=moment(said["notified_on"], said["clock"]),
                                 by=request.user, at=request.at)  # fmt: skip
    except Refused as refusal:
        add_refusal(form, refusal)
        return _incident(request, one, notify_form=form)
    messages.success(request, "Đã ghi việc báo cơ quan chức năng.")
    return redirect("people:incident", pk=one.pk)


@require_POST
@requires(Permission.PROTECT)
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """The handling ends."""
    one, form = _found(request, pk), MeasuresForm(request.POST)
    if not form.is_valid():
        return _incident(request, one, measures_form=form)
    measures = form.cleaned_data["measures"]
    try:
        actions.close_incident(incident=one, measures=measures, by=request.user, at=request.at)
    except Refused as refusal:
        add_refusal(form, refusal)
        return _incident(request, one, measures_form=form)
    messages.success(request, "Đã kết thúc xử lý sự cố.")
    return redirect("people:incident", pk=one.pk)


def _found(request: SignedInRequest, pk: int) -> Incident:
    return get_object_or_404(incidents_of(request.user, today=request.today), pk=pk)


def _incident(
    request: SignedInRequest,
    one: Incident,
    *,
    notify_form: NotifyForm | None = None,
    measures_form: MeasuresForm | None = None,
) -> HttpResponse:
    names = names_on({one.unit_id}, request.today)
    page = {
        "row": pages.incident_row(one, names, request.at),
        "notify_form": notify_form or NotifyForm(initial={"notified_on": request.today}),
        "measures_form": measures_form or MeasuresForm(initial={"measures": one.measures}),
    }
    status = 422 if notify_form or measures_form else 200
    return render(request, "people/incident.html", page, status=status)


@require_safe
@requires(Permission.PROTECT)
def past(request: SignedInRequest) -> HttpResponse:
    """Records that are kept longer than they need be."""
    number = number_from(request.GET.get("trang"))
    page = pages.past(request.user, number=number, today=request.today)
    return render(request, "people/past.html", {"page": page})
