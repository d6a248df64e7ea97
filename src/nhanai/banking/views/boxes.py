"""Cash boxes and the protocols of their opening."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.banking import actions, queries
from nhanai.banking.forms import CloseForm, OpeningForm
from nhanai.banking.models import BoxOpening, CashBox
from nhanai.banking.pages import boxes as pages
from nhanai.banking.pages.protocol import paper_of
from nhanai.banking.permissions import Permission
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.web.paging import number_from

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def seen(request: SignedInRequest, pk: int) -> CashBox:
    """The box, for those who see it."""
    rows = queries.boxes_visible_to(request.user, today=request.today)
    return get_object_or_404(rows.select_related("unit"), pk=pk)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def boxes(request: SignedInRequest) -> HttpResponse:
    """All boxes, and the form for another."""
    data = request.POST.dict() if request.method == "POST" else None
    form = pages.box_form(request.user, today=request.today, data=data)
    refusal, status = None, 200
    if data is not None:
        status = 422
        try:
            if form is not None and form.is_valid():
                box = actions.place_box(**form.told(), by=request.user, at=request.at)
                messages.success(request, "Đã ghi hòm quỹ.")
                return redirect("banking:box", pk=box.pk)
        except Refused as refused:
            refusal = refused
    words, number = request.GET.get("q", "")[:200], number_from(request.GET.get("trang"))
    page = pages.boxes_page(
        request.user, today=request.today, words=words, number=number, form=form
    )
    return render(request, "banking/boxes.html", {"page": page, "refusal": refusal}, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.VIEW)
def box(request: SignedInRequest, pk: int) -> HttpResponse:
    """One box with its openings, and how it is taken back."""
    row, refusal, status = seen(request, pk), None, 200
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        try:
            if "fund" in request.POST or form.is_valid():
                told = pages.settled(row, form, request.POST, by=request.user, at=request.at)
                messages.success(request, told)
                return redirect("banking:box", pk=pk)
        except Refused as refused:
            refusal = refused
    number = number_from(request.GET.get("trang"))
    page = pages.box_page(row, request.user, today=request.today, number=number)
    context = {"page": page, "form": form, "refusal": refusal}
    return render(request, "banking/box.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.OPEN_BOXES)
def opening(request: SignedInRequest, pk: int) -> HttpResponse:
    """The protocol of an opening is written."""
    row, refusal, status = seen(request, pk), None, 200
    data = request.POST if request.method == "POST" else None
    form = OpeningForm(data, today=request.today, initial={"day": request.today})
    if data is not None:
        status = 422
        try:
            if form.is_valid():
                actions.open_box(
                    box=row, opened=form.opened(), token=form.cleaned_data["token"],
                    by=request.user, at=request.at,
                )  # fmt: skip
                messages.success(request, "Đã ghi biên bản. Hãy in và mời mọi người ký.")
                return redirect("banking:box", pk=pk)
        except Refused as refused:
            refusal = refused
    context = {"box": row, "form": form, "refusal": refusal}
    return render(request, "banking/opening.html", context, status=status)


def protocol(request: SignedInRequest, pk: int) -> BoxOpening:
    """The protocol, for those who see its box."""
    rows = queries.openings_visible_to(request.user, today=request.today)
    return get_object_or_404(rows.select_related("by").prefetch_related("counts"), pk=pk)


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The protocol as .docx."""
    headers = {"Content-Disposition": f'attachment; filename="bien-ban-mo-hom-{pk}.docx"'}
    content = docx_of(paper_of(protocol(request, pk)))
    return HttpResponse(content, content_type=WORD, headers=headers)


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The protocol as PDF."""
    headers = {"Content-Disposition": f'attachment; filename="bien-ban-mo-hom-{pk}.pdf"'}
    content = pdf_of(paper_of(protocol(request, pk)))
    return HttpResponse(content, content_type="application/pdf", headers=headers)
