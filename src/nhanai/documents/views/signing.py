"""Signing what was issued, the files that came of it, and the signatures of what came in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries
from nhanai.documents.forms import key_given
from nhanai.documents.http import check_arrived
from nhanai.documents.pages.document import Tab
from nhanai.documents.permissions import Permission
from nhanai.documents.views.document import back
from nhanai.documents.views.document import show as show_document
from nhanai.documents.views.document import visible as visible_document
from nhanai.documents.views.outgoing import attached, show, visible
from nhanai.identity.http import SignedInRequest, requires


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("mat_khau", "ma_pin")
@requires(Permission.SIGN)
def sign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign the .pdf of an issued document; the key is used and forgotten."""
    document = visible(request, pk)
    if request.method == "GET":
        return redirect("documents:outgoing", pk=pk)
    try:
        check_arrived(request)
        key = key_given(request.POST, request.FILES)
        copy = actions.sign(document=document, key=key, by=request.user, at=request.at)
    except Refused as refusal:
        return show(request, document, refusal)
    messages.success(request, f"Đã ký số bằng chứng thư của {copy.holder_name}.")
    return redirect(f"{resolve_url('documents:outgoing', pk=pk)}#ky-so")


@require_safe
@requires(Permission.VIEW)
def copy(request: SignedInRequest, pk: int, order: int) -> HttpResponse:
    """The .pdf as it was after that signature; 0 is before the first."""
    document = visible(request, pk)
    try:
        content = queries.signed_file(document, order)
    except queries.Damaged as damaged:
        return show(request, document, damaged)
    ending = f"-lan-ky-{order}" if order else "-chua-ky-so"
    return attached(content, f"{document.reference.replace('/', '-')}{ending}.pdf")


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Verify the signatures of a document that came in once more."""
    document = visible_document(request, pk)
    if request.method == "GET":
        return back(request, pk)
    try:
        actions.check_signatures(document=document, by=request.user, at=request.at)
    except Refused as refusal:
        return show_document(request, document, Tab.TEXT, refusal)
    messages.success(request, "Đã kiểm tra lại chữ ký số.")
    return redirect(f"{resolve_url('documents:detail', pk=pk)}#chu-ky-so")
