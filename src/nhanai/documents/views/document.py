"""One document: its page, its file, its reading, its heading and its findings."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from nhanai.base.errors import Refused
from nhanai.documents import actions, queries, rules
from nhanai.documents.forms import HeadingForm
from nhanai.documents.models import Document
from nhanai.documents.pages.document import Tab, document_page
from nhanai.documents.pages.document import status as status_of
from nhanai.documents.permissions import Permission
from nhanai.documents.vocab import CONTENT_TYPES
from nhanai.identity.http import SignedInRequest, requires
from nhanai.web.paging import number_from


def visible(request: SignedInRequest, pk: int) -> Document:
    """The document, for those who see it; nobody else learns that it is there."""
    found = queries.visible_to(request.user, today=request.today)
    light = found.defer(*queries.HEAVY).select_related("owner", "registered_by")
    return get_object_or_404(light, pk=pk)


def show(
    request: SignedInRequest, document: Document, tab: Tab, refusal: Refused | None = None
) -> HttpResponse:
    """The page of a document; with a refusal, what could not be done and why."""
    address, number = request.GET.get("doan", ""), request.GET.get("trang")
    page = document_page(
        request.user,
        document,
        tab=tab,
        number=number_from(number) if number else queries.page_with(document, address),
        at=request.at,
        today=request.today,
    )
    context = {"page": page, "refusal": refusal}
    return render(request, "documents/detail.html", context, status=422 if refusal else 200)


def back(request: SignedInRequest, pk: int) -> HttpResponse:
    """To the document's page: a refusal is shown at the act's own address, and its links stay."""
    return redirect(f"{resolve_url('documents:detail', pk=pk)}?{request.GET.urlencode()}")


@require_safe
@requires(Permission.VIEW)
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The document with one tab open; `doan` opens the text where that node stands."""
    return show(request, visible(request, pk), Tab.named(request.GET.get("muc", "")))


@require_safe
@requires(Permission.VIEW)
def status(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the reading is, asked every second by the page while it lasts."""
    document = visible(request, pk)
    if not request.htmx:
        return redirect("documents:detail", pk=pk)
    page = status_of(request.user, document, at=request.at, today=request.today)
    if not page.is_under_way:
        return HttpResponseClientRefresh()
    return render(request, "documents/detail.html#status", {"status": page})


@require_safe
@requires(Permission.VIEW)
def file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The original file, to be kept, never to be run by the browser."""
    document = visible(request, pk)
    try:
        content = document.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    kind = CONTENT_TYPES.get(rules.suffix_of(document.file_name), "application/octet-stream")
    headers = {"X-Content-Type-Options": "nosniff"}
    return FileResponse(
        content,
        as_attachment=True,
        filename=document.file_name,
        content_type=kind,
        headers=headers,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def heading(request: SignedInRequest, pk: int) -> HttpResponse:
    """Number, day, issuer and title as a person reads them on the paper."""
    document = visible(request, pk)
    form = HeadingForm(request.POST or None, document=document)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_heading(
                document=document, heading=form.heading(), by=request.user, at=request.at
            )
        except actions.CannotCorrect as refused:
            refusal = refused
            form.show(refused.findings)
        else:
            messages.success(request, "Đã ghi thông tin văn bản.")
            return redirect("documents:detail", pk=pk)
    context = {"document": document, "form": form, "refusal": refusal}
    refused_status = 422 if request.method == "POST" else 200
    return render(request, "documents/heading.html", context, status=refused_status)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def read_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the document read once more."""
    document = visible(request, pk)
    if request.method == "GET":
        return back(request, pk)
    try:
        actions.read_again(document=document, by=request.user, at=request.at)
    except actions.CannotReadAgain as refusal:
        return show(request, document, Tab.TEXT, refusal)
    return redirect("documents:detail", pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def settle(request: SignedInRequest, pk: int, order: int) -> HttpResponse:
    """Say what was done about one finding."""
    document = visible(request, pk)
    if request.method == "GET":
        return back(request, pk)
    remark = get_object_or_404(queries.remarks_of(document), order=order)
    how = request.POST.get("how", "")
    try:
        actions.settle_remark(remark=remark, how=how, by=request.user, at=request.at)
    except actions.CannotSettle as refusal:
        return show(request, document, Tab.FINDINGS, refusal)
    messages.success(request, "Đã ghi cách xử lý phát hiện.")
    return redirect(f"{resolve_url('documents:detail', pk=pk)}?muc={Tab.FINDINGS}#f-{order}")


@require_http_methods(["GET", "POST"])
@requires(Permission.REGISTER)
def reopen(request: SignedInRequest, pk: int, order: int) -> HttpResponse:
    """Take back that a finding was settled."""
    document = visible(request, pk)
    if request.method == "GET":
        return back(request, pk)
    remark = get_object_or_404(queries.remarks_of(document), order=order)
    try:
        actions.reopen_remark(remark=remark, by=request.user, at=request.at)
    except actions.CannotSettle as refusal:
        return show(request, document, Tab.FINDINGS, refusal)
    return redirect(f"{resolve_url('documents:detail', pk=pk)}?muc={Tab.FINDINGS}#f-{order}")
