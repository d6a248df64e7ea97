"""The report as paper: the version that was sent, or the draft as it stands."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from nhanai.identity.http import SignedInRequest, requires
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.submissions.permissions import Permission
from nhanai.submissions.queries.paper import paper_of
from nhanai.submissions.views.seeing import row_of, seen

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sent(content: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file made now."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@requires(Permission.VIEW)
def docx(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """As .docx."""
    slot = seen(request, code, key, unit)
    paper = paper_of(slot, row_of(slot), today=request.today)
    return sent(docx_of(paper), kind=WORD, name=f"{slot.form.code}-{slot.unit.key}.docx")


@require_safe
@requires(Permission.VIEW)
def pdf(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """As PDF."""
    slot = seen(request, code, key, unit)
    paper = paper_of(slot, row_of(slot), today=request.today)
    name = f"{slot.form.code}-{slot.unit.key}.pdf"
    return sent(pdf_of(paper), kind="application/pdf", name=name)
