"""Handing over an appointment, and the minutes of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.desk.actions import handover as actions
from nhanai.desk.forms.handover import HandoverForm
from nhanai.desk.pages import handover as pages
from nhanai.identity import queries as identity
from nhanai.identity.actions import CannotAppoint
from nhanai.identity.http import SignedInRequest, requires
from nhanai.identity.models import Appointment
from nhanai.identity.permissions import Permission
from nhanai.web.fields import add_refusal


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE)
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that is open, who takes it over, and the end of the appointment."""
    page = pages.load(_term(request, pk), today=request.today)
    people = pages.successors(request.user, page.term, today=request.today)
    form = HandoverForm(request.POST or None, people=people, initial={"last_day": request.today})
    if request.method == "POST" and form.is_valid():
        said = {**form.said, "appointment": page.term, "open_lines": page.lines}
        try:
            actions.hand_over(**said, by=request.user, at=request.at)
        except CannotAppoint as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã kết thúc bổ nhiệm. In biên bản để hai bên ký.")
            return redirect("desk:handover-minutes", pk=pk)
    status = 422 if form.errors else 200
    return render(request, "desk/handover.html", {"page": page, "form": form}, status=status)


@require_safe
@requires(Permission.VIEW)
def minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The minutes, to be printed and signed."""
    page = pages.load(_term(request, pk), today=request.today)
    return render(request, "desk/handover_minutes.html", {"page": page})


def _term(request: SignedInRequest, pk: int) -> Appointment:
    seen = identity.visible_people(request.user, today=request.today).order_by()
    terms = Appointment.objects.select_related("user", "unit")
    return get_object_or_404(terms, pk=pk, user__in=seen.values("pk"))
