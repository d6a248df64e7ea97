"""Search across everything one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhanai.desk.pages import search as pages
from nhanai.identity.http import SignedInRequest, signed_in
from nhanai.web.paging import number_from


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    """What was found, by kind."""
    page = pages.load(
        request.user,
        q=request.GET.get("q", "").strip()[:200],
        kind=request.GET.get("loai", ""),
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "desk/search.html", {"page": page})
