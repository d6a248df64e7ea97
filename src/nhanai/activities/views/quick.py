"""The form for a phone: works without a script, and without a net once it was opened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.activities import actions, queries
from nhanai.activities.models import Activity
from nhanai.activities.pages import quick
from nhanai.activities.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, anyone, requires
from nhanai.web.offline import INSTALLABLE, manifest_of, worker_script


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def page(request: SignedInRequest) -> HttpResponse:
    """The form; without a script it is sent like any other."""
    units = quick.units_for(request.user, today=request.today)
    form = quick.QuickForm(
        request.POST or None, request.FILES or None, units=units, today=request.today
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            made = recorded(request, form)
            messages.success(request, f"Đã gửi: {made.title}.")
            return redirect("activities:quick")
        except Refused as refused:
            refusal = refused
    context = {"form": form, "refusal": refusal, "page": quick.phone_page(request.user, units)}
    status = 422 if request.method == "POST" else 200
    answer = render(request, "activities/quick.html", context, status=status)
    answer.headers["Content-Security-Policy"] = INSTALLABLE
    return answer


def recorded(request: SignedInRequest, form: quick.QuickForm) -> Activity:
    """Record what was sent; a thing that looks the same as another is asked about first."""
    told, unit, key = form.told, form.chosen_unit, form.cleaned_data["key"]
    alike = queries.alike(told, unit, besides=key)
    if alike is not None and not form.cleaned_data["again"]:
        raise quick.SeenBefore(alike)
    return actions.record(
        unit=unit, told=told, key=key, photos=form.photos(), by=request.user, at=request.at
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def sending(request: SignedInRequest) -> JsonResponse:
    """GET: who is signed in, and a fresh token. POST: one draft of the phone, answered in words."""
    if request.method == "GET":
        return JsonResponse({"who": request.user.pk, "token": get_token(request)})
    units = quick.units_for(request.user, today=request.today)
    form = quick.QuickForm(request.POST, request.FILES, units=units, today=request.today)
    if not form.is_valid():
        faults = [str(fault) for some in form.errors.values() for fault in some]
        return JsonResponse({"message": "Phiếu này cần sửa.", "faults": faults}, status=422)
    try:
        made = recorded(request, form)
    except quick.SeenBefore as alike:
        return JsonResponse({"message": alike.message, "faults": [], "alike": True}, status=422)
    except Refused as refusal:
        faults = [finding.message for finding in refusal.findings]
        return JsonResponse({"message": refusal.message, "faults": faults}, status=422)
    address = reverse("activities:activity", args=[made.pk])
    return JsonResponse({"made": made.pk, "address": address, "title": made.title})


@anyone
@require_safe
@cache_control(max_age=0)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; served here, so that its scope is here."""
    return worker_script()


@anyone
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the page beside its applications."""
    return manifest_of("Nhân Ái: ghi nhanh", "Ghi nhanh", reverse("activities:quick"))
