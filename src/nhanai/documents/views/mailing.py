"""Documents by e-mail: asking for the mails, where they go, and the receipt by their link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries
from nhanai.documents.models import Dispatch, DispatchMail
from nhanai.documents.pages.outgoing import receipt_page
from nhanai.documents.permissions import Permission
from nhanai.documents.views.outgoing import show, visible
from nhanai.identity.http import SignedInRequest, anyone, requires


def back(pk: int) -> HttpResponse:
    """To the recipients on the document's page."""
    return redirect(redirect("documents:outgoing", pk=pk)["Location"] + "#gui-den")


def seen_mail(request: SignedInRequest, pk: int) -> DispatchMail:
    """The mail, for those who see its document."""
    mail = get_object_or_404(queries.mails(), pk=pk)
    visible(request, mail.dispatch.document_id)
    return mail


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def mail_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mail a document to all its units that have an address."""
    document = visible(request, pk)
    if request.method == "GET":
        return back(pk)
    try:
        made = actions.mail_out(document=document, by=request.user, at=request.at)
    except Refused as refusal:
        return show(request, document, refusal)
    messages.success(request, f"Đã xếp {len(made)} thư chờ gửi. Thư đi trong ít phút.")
    return back(pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send one mail once more; `pk` is that of the mail."""
    mail = seen_mail(request, pk)
    if request.method == "POST":
        try:
            actions.mail_again(mail=mail, by=request.user, at=request.at)
        except Refused as refusal:
            return show(request, visible(request, mail.dispatch.document_id), refusal)
        messages.success(request, "Đã xếp thư chờ gửi lại.")
    return back(mail.dispatch.document_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.ISSUE)
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the link of one mail give no receipt any more."""
    mail = seen_mail(request, pk)
    if request.method == "POST":
        try:
            actions.revoke_receipt(mail=mail, by=request.user, at=request.at)
        except Refused as refusal:
            return show(request, visible(request, mail.dispatch.document_id), refusal)
        messages.success(request, "Đã thu hồi đường dẫn xác nhận trong thư.")
    return back(mail.dispatch.document_id)


@require_http_methods(["GET", "POST"])
@requires(Permission.KEEP_ADDRESSES)
def address(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note where the unit of a dispatch receives documents; `pk` is that of the dispatch."""
    sent = get_object_or_404(Dispatch.objects.select_related("unit"), pk=pk)
    document = visible(request, sent.document_id)
    if request.method == "GET":
        return back(document.pk)
    said = request.POST.get("dia_chi", "").strip()
    try:
        actions.set_mail_address(unit=sent.unit, address=said, by=request.user, at=request.at)
    except Refused as refusal:
        return show(request, document, refusal)
    messages.success(request, "Đã ghi địa chỉ nhận văn bản." if said else "Đã bỏ địa chỉ.")
    return back(document.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@anyone
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt of a document that came by e-mail: looking gives none, only the button does."""
    refusal = None
    if request.method == "POST":
        try:
            actions.receive_by_link(token=token, at=timezone.now())
        except Refused as refused:
            refusal = refused
    page = receipt_page(token)
    status = 200 if page.document is not None and refusal is None else 404
    context = {"page": page, "refusal": refusal}
    response = render(request, "documents/receipt.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
