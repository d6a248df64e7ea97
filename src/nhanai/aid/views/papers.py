"""What is printed and taken along."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from nhanai.aid import actions, queries
from nhanai.aid.pages import papers
from nhanai.aid.pages.exporting import sheet_of
from nhanai.aid.permissions import Permission
from nhanai.aid.views.addresses import seen, shown
from nhanai.aid.views.batches import found
from nhanai.aid.views.batches import shown as batch_shown
from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.paper.values import OfficialPaper

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}


def sent(paper: OfficialPaper, form: str, name: str) -> HttpResponse:
    """The paper as a file that no cache keeps."""
    if form not in {"pdf", "docx"}:
        raise Http404
    content = pdf_of(paper) if form == "pdf" else docx_of(paper)
    return file(content, form, name)


def file(content: bytes, form: str, name: str) -> HttpResponse:
    """Bytes to be saved."""
    answer = HttpResponse(content, content_type=TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_safe
@requires(Permission.RECORD)
def blank(request: SignedInRequest, form: str) -> HttpResponse:
    """The blank sheet of her first unit."""
    units = queries.recordable_units(request.user, today=request.today)
    if not units:
        raise Http404
    paper = papers.survey_paper(units[0][0], day=request.today)
    return sent(paper, form, "phieu-khao-sat")


@require_POST
@requires(Permission.OPEN)
def filled(request: SignedInRequest, code: str, form: str) -> HttpResponse:
    """The sheet of one address as last surveyed; printing it leaves a line."""
    address = seen(request, code)
    try:
        opened = actions.print_survey(address=address, by=request.user, at=request.at)
    except Refused as refusal:
        return shown(request, address, refusal=refusal)
    paper = papers.survey_paper(
        address.unit, day=request.today, address=address, opened=opened,
        name=queries.names_of(request.user, [address], today=request.today)[address.pk],
        survey=queries.current_survey(address),
    )  # fmt: skip
    return sent(paper, form, f"khao-sat-{address.code}")


@require_POST
@requires(Permission.IDENTIFY)
def signing(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """The list of a batch to be signed."""
    batch = found(request, pk)
    try:
        actions.print_list(batch=batch, by=request.user, at=request.at)
    except Refused as refusal:
        return batch_shown(request, batch, refusal=refusal)
    paper = papers.list_paper(batch, request.user, today=request.today)
    return sent(paper, form, f"danh-sach-dot-{batch.pk}")


@require_POST
@requires(Permission.VIEW)
def export(request: SignedInRequest) -> HttpResponse:
    """The filtered list; taking it leaves a line."""
    content, rows = sheet_of(request.user, request.GET, today=request.today)
    actions.note_export(rows=rows, by=request.user, at=request.at)
    return file(content, "csv", "dia-chi-nhan-dao")
