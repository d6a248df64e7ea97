"""The catalogue of legal documents."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nhanai.documents import queries
from nhanai.documents.pages import legal as pages
from nhanai.documents.permissions import Permission
from nhanai.documents.queries import Validity
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def catalogue(request: SignedInRequest) -> HttpResponse:
    """The catalogue, narrowed by what the address says."""
    page = pages.catalogue(
        text=request.GET.get("q", "").strip()[:200],
        validity=Validity.named(request.GET.get("hieu-luc", "")),
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "documents/legal.html", {"page": page})


@require_safe
@requires(Permission.VIEW)
def legal_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """One legal document and those that cite it."""
    law = get_object_or_404(queries.legal(), pk=pk)
    page = pages.law_page(
        request.user,
        law,
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "documents/legal_document.html", {"page": page})
