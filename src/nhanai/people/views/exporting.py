"""Taking the list of people out: asking for it, how far it is, the file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people.actions import exporting as actions
from nhanai.people.forms.exporting import ExportForm
from nhanai.people.http import sent
from nhanai.people.pages import exporting as pages
from nhanai.people.permissions import Permission
from nhanai.people.queries.exporting import exports_of
from nhanai.people.queries.listing import Asked
from nhanai.people.rules.privacy import days_of_lists
from nhanai.people.vocab import SheetFormat
from nhanai.web.fields import add_refusal
from nhanai.web.paging import number_from

_KINDS = {
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SheetFormat.CSV: "text/csv; charset=utf-8",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def exports(request: SignedInRequest) -> HttpResponse:
    """One's exports, and a new one of the list that the address filters."""
    page = _page(request)
    form = ExportForm(request.POST or None, may_open=page.may_open)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.ask_export(
                asked=page.asked, kind=SheetFormat(form.cleaned_data["kind"]),
                is_full=form.wants_all, purpose=form.cleaned_data["purpose"],
                by=request.user, at=request.at,
            )  # fmt: skip
            if one.total <= actions.AT_ONCE:
                actions.make_export_now(one=one, clock=timezone.now)
            return redirect(f"{request.path}?{request.GET.urlencode()}#tep")
        except Refused as refusal:
            add_refusal(form, refusal)
    status = 422 if form.errors else 200
    return render(request, "people/exports.html", {"page": page, "form": form}, status=status)


def _page(request: SignedInRequest) -> pages.Exports:
    return pages.exports(
        request.user,
        Asked.of(request.GET),
        number=number_from(request.GET.get("trang")),
        days=days_of_lists().exported,
        today=request.today,
    )


@require_safe
@requires(Permission.RECORD)
def progress(request: SignedInRequest) -> HttpResponse:
    """How far they are: a fragment that asks again while one is being written."""
    return render(request, "people/exports.html#files", {"page": _page(request)})


@require_POST
@requires(Permission.RECORD)
def fetch(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The file."""
    one = get_object_or_404(exports_of(request.user), key=key)
    try:
        content = actions.fetch_export(one=one, by=request.user, at=request.at)
    except Refused as refusal:
        context = {"page": _page(request), "form": None, "refusal": refusal}
        return render(request, "people/exports.html", context, status=422)
    kind = SheetFormat(one.kind)
    name = f"danh-sach-nguoi-{timezone.localdate(one.at):%Y-%m-%d}.{kind.lower()}"
    return sent(content, kind=_KINDS[kind], name=name)
