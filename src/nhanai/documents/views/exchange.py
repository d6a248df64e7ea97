"""Packages for the exchange of documents between offices."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries
from nhanai.documents.forms import PackageForm
from nhanai.documents.http import check_arrived
from nhanai.documents.permissions import Permission
from nhanai.documents.views.outgoing import show, visible
from nhanai.documents.views.register import entered_at
from nhanai.identity.http import SignedInRequest, requires


@require_safe
@requires(Permission.VIEW)
def package(request: SignedInRequest, pk: int) -> HttpResponse:
    """An issued document as a package."""
    document = visible(request, pk)
    try:
        content = queries.package_of(document, at=request.at)
    except queries.Damaged as damaged:
        return show(request, document, damaged)
    response = HttpResponse(content, content_type="application/xml")
    name = f"{document.reference.replace('/', '-')}.edxml"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def receive(request: SignedInRequest) -> HttpResponse:
    """The form for a package, and taking it in."""
    owners = queries.owners_for(request.user, today=request.today)
    if request.method == "GET":
        return render(request, "documents/package.html", {"form": PackageForm(owners=owners)})
    form = PackageForm(request.POST, request.FILES, owners=owners)
    try:
        check_arrived(request)
        entered = actions.receive_package(**form.chosen(), by=request.user, at=request.at)
    except Refused as refusal:
        context = {"form": form, "refusal": refusal}
        return render(request, "documents/package.html", context, status=422)
    messages.success(request, "Đã nhận gói tin vào sổ văn bản đến.")
    return entered_at(request, entered)
