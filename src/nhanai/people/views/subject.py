"""What the law gives a person: consents, a copy, restriction, erasing."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people import actions, queries
from nhanai.people.forms.privacy import ConsentForm, EraseForm, WithdrawForm
from nhanai.people.http import seen, sent
from nhanai.people.models import Consent
from nhanai.people.permissions import Permission
from nhanai.people.views.person import shown
from nhanai.people.vocab import Channel
from nhanai.web.fields import add_refusal


@require_POST
@requires(Permission.RECORD)
def consent(request: SignedInRequest, key: UUID) -> HttpResponse:
    """She agrees to one purpose."""
    one, form = seen(request, key), ConsentForm(request.POST)
    if not form.is_valid():
        return shown(request, one, consent=form)
    try:
        actions.give_consent(person=one, values=form.values(), by=request.user, at=request.at)
    except Refused as refusal:
        add_refusal(form, refusal)
        return shown(request, one, consent=form)
    messages.success(request, "Đã ghi sự đồng ý.")
    return redirect("people:person", key=one.key)


@require_POST
@requires(Permission.RECORD)
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """She agrees no more."""
    people = queries.visible_to(request.user, today=request.today).order_by().values("pk")
    rows = Consent.objects.filter(person__in=people).select_related("person", "person__keeper")
    one, form = get_object_or_404(rows, pk=pk), WithdrawForm(request.POST)
    channel = Channel(form.cleaned_data["channel"]) if form.is_valid() else Channel.PAPER
    try:
        actions.withdraw_consent(consent=one, channel=channel, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, one.person, refusal=refusal)
    messages.success(request, "Đã ghi việc rút lại sự đồng ý.")
    return redirect("people:person", key=one.person.key)


@require_POST
@requires(Permission.PROTECT)
def copy(request: SignedInRequest, key: UUID, kind: str) -> HttpResponse:
    """Everything that is kept of her, for herself: to read, or for another machine."""
    one = seen(request, key)
    if kind not in {"json", "doc"}:
        raise Http404
    try:
        whole = actions.take_out(person=one, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, one, refusal=refusal)
    if kind == "json":
        text = json.dumps(whole, ensure_ascii=False, indent=2)
        return sent(text.encode(), kind="application/json", name="du-lieu-ca-nhan.json")
    response = render(request, "people/copy.html", {"whole": whole, "person": one})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@requires(Permission.PROTECT)
def restrict(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Stop or allow further processing."""
    one = seen(request, key)
    wanted = request.POST.get("restricted") == "1"
    try:
        actions.restrict(person=one, restricted=wanted, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, one, refusal=refusal)
    words = "Đã hạn chế xử lý dữ liệu." if wanted else "Đã bỏ hạn chế xử lý dữ liệu."
    messages.success(request, words)
    return redirect("people:person", key=one.key)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PROTECT)
def erase(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take away who she is; asked once more before."""
    one, form = seen(request, key), EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase(
                person=one, reason=form.cleaned_data["reason"], by=request.user, at=request.at
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã xóa dữ liệu nhận biết. Số liệu đã báo cáo giữ nguyên.")
            return redirect("people:person", key=one.key)
    page = {"form": form, "person": one}
    return render(request, "people/erase.html", page, status=422 if form.errors else 200)
