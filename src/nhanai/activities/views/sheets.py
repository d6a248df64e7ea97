"""Many activities from a workbook: the template, the preview, the saving."""

import json

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nhanai.activities import actions
from nhanai.activities.forms import SheetForm
from nhanai.activities.pages import sheets
from nhanai.activities.permissions import Permission
from nhanai.activities.rules.sheet import NotASheet
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.RECORD)
def template(request: SignedInRequest) -> HttpResponse:
    """The workbook to be filled."""
    content = sheets.template_for(request.user, today=request.today)
    headers = {"Content-Disposition": 'attachment; filename="mau-hoat-dong.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
@requires(Permission.RECORD)
def sheet(request: SignedInRequest) -> HttpResponse:
    """Upload, look through the rows, save all or the chosen ones."""
    if "luu" in request.POST:
        return saved(request)
    form = SheetForm()
    page, fault, status = None, "", 200
    if request.method == "POST":
        try:
            cells = sheets.cells_of(request.FILES.get("file"))
            page = sheets.preview(cells, request.user, today=request.today)
        except NotASheet as wrong:
            fault, status = str(wrong), 422
    context = {"form": form, "page": page, "fault": fault}
    return render(request, "activities/sheet.html", context, status=status)


def saved(request: SignedInRequest) -> HttpResponse:
    """Save the rows that were chosen in the preview; the preview carries them, signed."""
    try:
        carried = json.loads(signing.loads(request.POST["luu"], salt=sheets.SALT, max_age=86400))
        page = sheets.preview(carried, request.user, today=request.today)
        chosen = {int(one) for one in request.POST.getlist("dong") if one.isdecimal()}
        rows = [(row.row, row.unit) for row in page.rows if row.row.number in chosen and row.unit]
        done = actions.import_rows(rows=rows, by=request.user, at=request.at)
        messages.success(request, sheets.told(done))
        return redirect("activities:list")
    except (signing.BadSignature, ValueError, KeyError):
        context = {"form": SheetForm(), "fault": "Trang xem trước đã cũ. Hãy tải tệp lên lại."}
    except Refused as refusal:
        context = {"form": SheetForm(), "refusal": refusal, "page": page}
    return render(request, "activities/sheet.html", context, status=422)
