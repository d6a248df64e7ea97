"""The report as paper, to be looked at any time; approved, it is the frozen one."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.reporting.pages.workbook import workbook_of
from nhanai.reporting.permissions import Permission
from nhanai.reporting.queries.paper import paper_of
from nhanai.reporting.views.seeing import seen

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sent(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file made now."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, pk: int) -> HttpResponse:
    """As .docx."""
    paper = paper_of(seen(request, pk), today=request.today)
    return sent(docx_of(paper), kind=WORD, name=f"bao-cao-{pk}.docx")


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """As PDF."""
    paper = paper_of(seen(request, pk), today=request.today)
    return sent(pdf_of(paper), kind="application/pdf", name=f"bao-cao-{pk}.pdf")


@require_safe
@requires(Permission.VIEW)
def xlsx(request: SignedInRequest, pk: int) -> HttpResponse:
    """The annex as a workbook."""
    paper = paper_of(seen(request, pk), today=request.today)
    return sent(workbook_of(paper), kind=EXCEL, name=f"phu-luc-bao-cao-{pk}.xlsx")
