"""One's own reminders, and the calendar that a secret link opens."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.identity.http import SignedInRequest, anyone, signed_in
from nhanai.mail.links import host
from nhanai.reminders import actions, pages, queries
from nhanai.reminders.forms import PreferenceForm
from nhanai.reminders.http import WINDOW, asks_too_often
from nhanai.reminders.models import CalendarLink
from nhanai.reminders.queries.feed import entries_of
from nhanai.reminders.rules.feed import as_ics

PLAIN = "text/plain; charset=utf-8"


@require_http_methods(["GET", "POST"])
@signed_in
def own(request: SignedInRequest) -> HttpResponse:
    """How I am reminded, my calendar, what I was told."""
    page = pages.own(request.user)
    now = {
        "by_mail": page.wish.by_mail,
        "hour": page.wish.hour,
        "on_days_off": page.wish.on_days_off,
    }
    form = PreferenceForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.set_preference(**form.cleaned_data, by=request.user, at=request.at)
        messages.success(request, "Đã lưu cách nhắc việc.")
        return redirect("reminders:own")
    status = 422 if form.errors else 200
    return render(request, "reminders/own.html", {"page": page, "form": form}, status=status)


@require_POST
@signed_in
def make_link(request: SignedInRequest) -> HttpResponse:
    """A new link to my calendar, shown once."""
    token = actions.make_link(by=request.user, at=request.at)
    address = settings.ADDRESS.rstrip("/") + reverse("reminders:feed", args=[token])
    response = render(request, "reminders/new_link.html", {"address": address})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def revoke_link(request: SignedInRequest) -> HttpResponse:
    """The link opens nothing any more."""
    try:
        actions.revoke_link(by=request.user, at=request.at)
    except actions.NoLink as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã thu hồi đường dẫn lịch. Ai còn giữ cũng không mở được nữa.")
    return redirect("reminders:own")


@require_safe
@anyone
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The calendar behind the link, for a program that holds it."""
    if asks_too_often(request):
        wait = HttpResponse("Hỏi quá nhiều lần, hãy đợi mười phút.\n", PLAIN, status=429)
        wait.headers["Retry-After"] = str(WINDOW)
        return wait
    link = queries.link_for(token)
    if link is None:
        text = "Đường dẫn lịch này không còn dùng. Mở trang Nhắc việc và lịch của tôi để lập lại.\n"
        return HttpResponse(text, PLAIN, status=404)
    return _calendar(request, link)


def _calendar(request: HttpRequest, link: CalendarLink) -> HttpResponseBase:
    """The file, or the answer that it is the one already held."""
    now = timezone.now()
    actions.note_use(link=link, at=now)
    tasks = settings.ADDRESS.rstrip("/") + reverse("plans:task", args=[0])[: -len("0/")]
    entries = entries_of(link.user, today=timezone.localdate(now), address=tasks)
    body = as_ics(entries, host=host())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = pages.modified(link, [one.changed_at for one in entries])
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag, None, response) or response
