"""Requests of this room."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.stock import actions, queries
from nhanai.stock.models import Slip, Warehouse
from nhanai.stock.pages import entry, lists, slips, workbook
from nhanai.stock.permissions import Permission

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def stock(request: SignedInRequest) -> HttpResponse:
    """What lies in the warehouses now, and the form for another warehouse."""
    data = request.POST.dict() if request.method == "POST" else None
    form = lists.warehouse_form(request.user, today=request.today, data=data)
    refusal = None
    if form is not None and data is not None and form.is_valid():
        try:
            actions.open_warehouse(**form.told(), by=request.user, at=request.at)
            messages.success(request, "Đã ghi kho.")
            return redirect("stock:stock")
        except Refused as refused:
            refusal = refused
    page = lists.stock_page(request.user, request.GET, today=request.today, form=form)
    context = {"page": page, "refusal": refusal}
    return render(request, "stock/stock.html", context, status=200 if data is None else 422)


@require_safe
@requires(Permission.VIEW)
def stock_file(request: SignedInRequest) -> HttpResponse:
    """The same as a workbook, in which words stay words."""
    rows = lists.cells_of(request.user, request.GET, today=request.today)
    headers = {"Content-Disposition": 'attachment; filename="ton-kho.xlsx"'}
    return HttpResponse(workbook.of(lists.HEADS, rows), content_type=XLSX, headers=headers)


@require_safe
@requires(Permission.VIEW)
def item(request: SignedInRequest, pk: int) -> HttpResponse:
    """One item: where it lies, and every movement."""
    found = get_object_or_404(queries.items_visible_to(request.user, today=request.today), pk=pk)
    page = lists.item_page(found, request.user, request.GET, today=request.today)
    return render(request, "stock/item.html", {"page": page})


def kept(request: SignedInRequest, pk: int) -> Warehouse:
    """The warehouse, for those who keep it."""
    return get_object_or_404(queries.kept_by(request.user, today=request.today), pk=pk)


def entered(request: SignedInRequest, page: entry.Entry, template: str) -> HttpResponse:
    """Write the slip that was entered, or show the form with everything that is wrong."""
    refusal = None
    if page.form.is_bound and page.form.is_valid():
        try:
            slip = page.write(by=request.user, at=request.at)
            messages.success(request, f"Đã lập {slip}. Hãy in phiếu để ký.")
            return redirect("stock:slip", pk=slip.pk)
        except Refused as refused:
            refusal = refused
    context = {"page": page, "form": page.form, "refusal": refusal}
    return render(request, template, context, status=422 if page.form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Permission.KEEP)
def receive(request: SignedInRequest, pk: int) -> HttpResponse:
    """Goods come in."""
    data = request.POST if request.method == "POST" else None
    page = entry.receiving(kept(request, pk), data, today=request.today)
    return entered(request, page, "stock/receive.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.KEEP)
def give(request: SignedInRequest, pk: int) -> HttpResponse:
    """Goods go out, move, or are written off."""
    data = request.POST if request.method == "POST" else None
    page = entry.giving(kept(request, pk), data, request.user, today=request.today)
    return entered(request, page, "stock/give.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.KEEP)
def count(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything is counted."""
    data = request.POST if request.method == "POST" else None
    page = entry.counting(kept(request, pk), data, today=request.today)
    return entered(request, page, "stock/count.html")


@require_safe
@requires(Permission.VIEW)
def slip_list(request: SignedInRequest) -> HttpResponse:
    """Every slip, page by page."""
    page = lists.slips_page(request.user, request.GET, today=request.today)
    return render(request, "stock/slips.html", {"page": page})


def seen(request: SignedInRequest, pk: int) -> Slip:
    """The slip, for those who see its warehouse."""
    return get_object_or_404(queries.slips_visible_to(request.user, today=request.today), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def slip(request: SignedInRequest, pk: int) -> HttpResponse:
    """One slip, and how it is reversed."""
    row, refusal = seen(request, pk), None
    if request.method == "POST":
        try:
            made, told = slips.settled(row, request.POST, by=request.user, at=request.at)
            messages.success(request, told)
            return redirect("stock:slip", pk=made.pk)
        except Refused as refused:
            refusal = refused
    page = slips.slip_page(row, request.user, today=request.today)
    context = {"page": page, "refusal": refusal}
    return render(request, "stock/slip.html", context, status=422 if refusal else 200)


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The slip as .docx."""
    headers = {"Content-Disposition": f'attachment; filename="phieu-kho-{pk}.docx"'}
    content = docx_of(slips.paper_of(seen(request, pk)))
    return HttpResponse(content, content_type=WORD, headers=headers)


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The slip as PDF."""
    headers = {"Content-Disposition": f'attachment; filename="phieu-kho-{pk}.pdf"'}
    content = pdf_of(slips.paper_of(seen(request, pk)))
    return HttpResponse(content, content_type="application/pdf", headers=headers)
