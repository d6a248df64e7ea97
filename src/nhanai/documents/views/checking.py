"""Kiểm tra thể thức: a .docx, or the signatures of a .pdf, looked at and not kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from nhanai.base.errors import Refused
from nhanai.documents.http import check_arrived
from nhanai.documents.pages import checking as pages
from nhanai.documents.permissions import Permission
from nhanai.identity.http import SignedInRequest, requires


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def check_layout(request: SignedInRequest) -> HttpResponse:
    """The form, and what the check finds in the file given."""
    if request.method == "GET":
        return render(request, "documents/check_layout.html")
    try:
        check_arrived(request)
        page = pages.checked(request.FILES.get("file"), at=request.at)
    except Refused as refusal:
        return render(request, "documents/check_layout.html", {"refusal": refusal}, status=422)
    return render(request, "documents/check_layout.html", {"page": page})
