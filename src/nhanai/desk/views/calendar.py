"""The working calendar and the periods of a year, and the days that are changed in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.desk.actions import calendar as actions
from nhanai.desk.forms.calendar import DayForm
from nhanai.desk.pages import calendar as pages
from nhanai.identity.http import SignedInRequest, requires
from nhanai.periods import queries
from nhanai.periods.permissions import Permission

PAGE = "desk/calendar/year.html"


@require_safe
@requires(Permission.VIEW)
def calendar(request: SignedInRequest) -> HttpResponse:
    """Holidays, changed days and periods of a year."""
    page = pages.load(user=request.user, today=request.today, year=request.GET.get("nam"))
    return render(request, PAGE, {"page": page})


@require_POST
@requires(Permission.MANAGE)
def set_day(request: SignedInRequest) -> HttpResponse:
    """Record a day off or a day worked instead."""
    form, refusal, year = DayForm(request.POST), None, request.GET.get("nam")
    if form.is_valid():
        try:
            done = actions.set_day(
                **form.cleaned_data, by=request.user, at=request.at, today=request.today
            )
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, f"Đã ghi {done}.")
            return redirect(f"{reverse('desk:calendar')}?nam={done.day.year}")
    page = pages.load(user=request.user, today=request.today, year=year, form=form, refusal=refusal)
    return render(request, PAGE, {"page": page}, status=422)


@require_POST
@requires(Permission.MANAGE)
def remove_day(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a day be again what the calendar says."""
    change = get_object_or_404(queries.recorded(), pk=pk)
    user, today, year = request.user, request.today, change.day.year
    try:
        actions.remove_day(change=change, by=user, at=request.at, today=today)
    except Refused as refusal:
        page = pages.load(user=user, today=today, year=year, refusal=refusal)
        return render(request, PAGE, {"page": page}, status=422)
    messages.success(request, f"Đã bỏ ngày {written(change.day)} khỏi lịch đã ghi.")
    return redirect(f"{reverse('desk:calendar')}?nam={year}")
