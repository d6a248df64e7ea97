"""The register: looking for a document, and entering one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries
from nhanai.documents.forms import RegisterForm
from nhanai.documents.http import check_arrived
from nhanai.documents.models import Document
from nhanai.documents.pages.register import register as register_page
from nhanai.documents.permissions import Permission
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


@require_safe
@requires(Permission.VIEW)
def list_documents(request: SignedInRequest) -> HttpResponse:
    """The register, narrowed by what the address says."""
    page = register_page(
        request.user,
        wanted(request),
        number=number_from(request.GET.get("trang")),
        today=request.today,
    )
    return render(request, "documents/list.html", {"page": page})


def wanted(request: HttpRequest) -> queries.Filters:
    """The filters in the address; what is no year filters nothing."""
    year = number_from(request.GET.get("nam"))
    return queries.Filters(
        text=request.GET.get("q", "").strip()[:200],
        direction=request.GET.get("chieu", ""),
        reading_state=request.GET.get("tinh-trang", ""),
        kind_name=request.GET.get("loai", ""),
        year=year if year > 1 else None,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def register(request: SignedInRequest) -> HttpResponse:
    """The form for entering files, and entering them."""
    owners = queries.owners_for(request.user, today=request.today)
    if request.method == "GET":
        return render(request, "documents/register.html", {"form": RegisterForm(owners=owners)})
    form = RegisterForm(request.POST, request.FILES, owners=owners)
    try:
        check_arrived(request)
        entered = actions.register_all(**form.chosen(), by=request.user, at=request.at)
    except Refused as refusal:
        context = {"form": form, "refusal": refusal}
        template = "documents/register.html#answer" if request.htmx else "documents/register.html"
        return render(request, template, context, status=422)
    return entered_at(request, entered)


def entered_at(request: SignedInRequest, entered: list[Document]) -> HttpResponse:
    """To the document entered, or to the register where there are several."""
    if len(entered) == 1:
        address = resolve_url("documents:detail", pk=entered[0].pk)
    else:
        address = resolve_url("documents:list")
        messages.success(request, f"Đã vào sổ {len(entered)} văn bản, đang chờ đọc.")
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return HttpResponse(status=303, headers={"Location": address})
