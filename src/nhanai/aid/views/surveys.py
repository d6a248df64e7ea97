"""The sheet of a survey: on a phone with or without a net, at a desk, and from paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.aid import actions
from nhanai.aid.actions import Who
from nhanai.aid.forms.survey import SurveyForm
from nhanai.aid.models import Address
from nhanai.aid.pages import survey as pages
from nhanai.aid.permissions import Permission
from nhanai.aid.views.addresses import seen
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.identity.http import SignedInRequest, anyone, requires
from nhanai.people import queries as people
from nhanai.people.actions import Unsure
from nhanai.people.models import Person
from nhanai.web.offline import INSTALLABLE, manifest_of, worker_script


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def quick(request: SignedInRequest) -> HttpResponse:
    """The sheet for a household that is not known yet; without a script it is sent like any."""
    form = pages.form_for(request.user, request.POST or None, today=request.today)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = taken(request, form)
            messages.success(request, f"Đã lưu phiếu khảo sát {made.code}.")
            return redirect("aid:address", code=made.code)
        except Refused as refused:
            refusal = refused
    context = {"form": form, "refusal": refusal, "page": pages.phone_page(request.user, form)}
    status = 422 if request.method == "POST" else 200
    answer = render(request, "aid/quick.html", context, status=status)
    answer.headers["Content-Security-Policy"] = INSTALLABLE
    return answer


def taken(
    request: SignedInRequest, form: SurveyForm, *, address: Address | None = None,
    person: Person | None = None,
) -> Address:  # fmt: skip
    """Keep what the sheet says."""
    said, sure = form.cleaned_data, False
    if not form.is_known:
        address = named(request, said["code"]) if said["code"] else None
        sure = said["again"]
    values = form.values if person is None and address is None else None
    who = Who(person, values, form.consent(request.at))
    return actions.survey(
        unit=form.chosen_unit, told=form.told, who=who, key=said["key"], address=address,
        despite_warnings=sure, by=request.user, at=request.at,
    )  # fmt: skip


def named(request: SignedInRequest, code: str) -> Address:
    """The address that a sheet names by its code."""
    found = pages.address_of(code, request.user, today=request.today)
    if found is None:
        message = f"Không có địa chỉ {code} trong các đơn vị anh, chị xem được. Kiểm tra lại mã."
        raise actions.CannotSurvey(message, [Finding("code", message, where="code")])
    return found


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def sending(request: SignedInRequest) -> JsonResponse:
    """GET: who is signed in, and a fresh token. POST: one sheet of the phone, answered in words."""
    if request.method == "GET":
        return JsonResponse({"who": request.user.pk, "token": get_token(request)})
    form = pages.form_for(request.user, request.POST, today=request.today)
    if not form.is_valid():
        faults = [str(fault) for some in form.errors.values() for fault in some]
        return JsonResponse({"message": "Phiếu này cần sửa.", "faults": faults}, status=422)
    try:
        made = taken(request, form)
    except Refused as refusal:
        faults = [finding.message for finding in refusal.findings]
        told = {"message": refusal.message, "faults": faults, "alike": isinstance(refusal, Unsure)}
        return JsonResponse(told, status=422)
    address = reverse("aid:address", args=[made.code])
    return JsonResponse({"made": made.pk, "address": address, "title": f"Phiếu {made.code}"})


@anyone
@require_safe
@cache_control(max_age=0)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the sheet on the phone."""
    return worker_script()


@anyone
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the sheet beside its applications."""
    return manifest_of("Nhân Ái: khảo sát địa chỉ nhân đạo", "Khảo sát", reverse("aid:quick"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def again(request: SignedInRequest, code: str) -> HttpResponse:
    """Survey an address once more; it begins with what the last survey said."""
    address = seen(request, code)
    form = pages.form_for(request.user, request.POST or None, today=request.today, address=address)
    return sheet(request, form, address=address)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def of_person(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Survey somebody of the register, whose name is there already."""
    rows = people.visible_to(request.user, today=request.today).select_related("keeper")
    person = get_object_or_404(rows, key=key)
    form = pages.form_for(request.user, request.POST or None, today=request.today, person=person)
    return sheet(request, form, person=person)


def sheet(
    request: SignedInRequest, form: SurveyForm, *, address: Address | None = None,
    person: Person | None = None,
) -> HttpResponse:  # fmt: skip
    """The sheet at a desk, or what became of it."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = taken(request, form, address=address, person=person)
            messages.success(request, f"Đã lưu phiếu khảo sát {made.code}.")
            return redirect("aid:address", code=made.code)
        except Refused as refused:
            refusal = refused
    context = {"form": form, "refusal": refusal, "address": address, "person": person}
    status = 422 if request.method == "POST" else 200
    return render(request, "aid/survey.html", context, status=status)


@require_safe
@requires(Permission.RECORD)
def choosing(request: SignedInRequest) -> HttpResponse:
    """Find somebody of the register to survey."""
    page = pages.people_page(request.user, request.GET.get("q", "")[:120], today=request.today)
    return render(request, "aid/choosing.html", {"page": page})
