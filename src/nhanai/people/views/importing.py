"""Bringing in a list: the file, its columns, its rows, and taking it back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.people.actions import importing as actions
from nhanai.people.forms.importing import ColumnsForm, SheetForm
from nhanai.people.models import PeopleImport
from nhanai.people.pages import importing as pages
from nhanai.people.permissions import Permission
from nhanai.people.queries.choosing import names_within, offered, own_unit
from nhanai.people.queries.importing import imports_of
from nhanai.people.rules.importing import LARGEST_MB
from nhanai.people.rules.privacy import masked_cell
from nhanai.people.vocab import RowVerdict
from nhanai.web.fields import add_refusal
from nhanai.web.paging import number_from
from nhanai.web.uploads import left_out

Change = Callable[[PeopleImport], object]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def imports(request: SignedInRequest) -> HttpResponse:
    """All imports, and a new file."""
    names = list(names_within(request.user, Permission.RECORD, today=request.today))
    own = own_unit(request.user, names, today=request.today)
    start = {"unit": own.name if own else ""}
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SheetForm(*posted, names=names, initial=start)
    if request.method == "POST" and _fits(request, form) and form.is_valid():
        try:
            return redirect("people:import", key=_received(request, form).key)
        except Refused as refusal:
            form.add_error("file", refusal.message)
    number = number_from(request.GET.get("trang"))
    page = pages.imports(request.user, number=number, today=request.today)
    context = {"page": page, "form": form, "names": offered(names)}
    return render(request, "people/imports.html", context, status=422 if form.errors else 200)


def _fits(request: SignedInRequest, form: SheetForm) -> bool:
    if left_out(request) is None:
        return True
    form.add_error("file", f"Tệp lớn hơn {LARGEST_MB} MB. Hãy chia danh sách thành nhiều tệp.")
    return False


def _received(request: SignedInRequest, form: SheetForm) -> PeopleImport:
    file = form.cleaned_data["file"]
    return actions.receive_sheet(
        unit=form.cleaned_data["unit"],
        name=file.name,
        content=file.read(),
        by=request.user,
        at=request.at,
    )


def _seen(request: SignedInRequest, key: UUID) -> PeopleImport:
    return get_object_or_404(imports_of(request.user, today=request.today), key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RECORD)
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One import at its step; posted, what its columns are."""
    found = _seen(request, key)
    page = _page(request, found)
    form = _columns(request, page) if page.can_map else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.understand(
                one=found,
                table=page.number,
                columns=form.columns(),
                kind=form.kind_said(),
                listed_on=form.cleaned_data["listed_on"],
                by=request.user,
                at=request.at,
            )
            return redirect("people:import", key=key)
        except Refused as refusal:
            add_refusal(form, refusal)
    return _shown(request, page, form)


def _page(request: SignedInRequest, found: PeopleImport) -> pages.ImportPage:
    said = request.GET.get("bang", "")
    return pages.one_import(
        found,
        table=number_from(said) - 1 if said else None,
        verdict=request.GET.get("dong", ""),
        number=number_from(request.GET.get("trang")),
        at=request.at,
        today=request.today,
    )


def _columns(request: SignedInRequest, page: pages.ImportPage) -> ColumnsForm:
    """The form of the columns: as said before for this import, remembered, or proposed."""
    is_said = page.one.columns and page.number == page.one.table
    said = (
        {int(at): field for at, field in page.one.columns.items()}
        if is_said
        else pages.first_columns(page.one, page.table)
    )
    start = {f"c{at}": field for at, field in said.items()}
    start["kind"] = page.one.kind if is_said else pages.first_kind(page.table)
    day = page.one.listed_on if is_said else pages.first_day(page.table, request.today)
    headings = {column.at: column.heading for column in page.table.columns}
    return ColumnsForm(request.POST or None, headings=headings, initial={**start, "listed_on": day})


def _shown(
    request: SignedInRequest,
    page: pages.ImportPage,
    form: ColumnsForm | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    samples = list(zip(*page.table.sample, strict=False)) or [()] * len(page.table.columns)
    fields = [
        (form[f"c{column.at}"], "; ".join(masked_cell(text) for text in sample if text)[:120])
        for column, sample in zip(page.table.columns, samples, strict=False)
    ] if form else []  # fmt: skip
    asks = page.one.state == "READ" or "cot" in request.GET or bool(form and form.errors)
    context = {"page": page, "form": form, "fields": fields, "refusal": refusal, "asks": asks}
    status = 422 if refusal or (form and form.errors) else 200
    return render(request, "people/import.html", context, status=status)


@require_safe
@requires(Permission.RECORD)
def progress(request: SignedInRequest, key: UUID) -> HttpResponse:
    """How far the job is: a fragment that asks again, or leads on when it is done."""
    page = _page(request, _seen(request, key))
    response = render(request, "people/import.html#progress", {"page": page})
    if not page.is_working:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@requires(Permission.RECORD)
def choose(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Choose rows of the page that is shown, or all of a verdict; and take them, if asked."""
    among = _numbers(request.POST.getlist("among"))
    rows = _numbers(request.POST.getlist("row"))
    every = request.POST.get("all", "")

    def chosen(found: PeopleImport) -> None:
        by, at = request.user, request.at
        if every in RowVerdict.values:
            wanted = [1] if request.POST.get("chosen") else []
            actions.choose(one=found, rows=wanted, verdict=RowVerdict(every), by=by, at=at)
            return
        actions.choose(one=found, rows=rows, among=among, by=by, at=at)
        if "take" in request.POST:
            actions.take(one=found, by=by, at=at)

    return _done(request, key, chosen, "")


def _numbers(said: list[str]) -> list[int]:
    return [number_from(text) for text in said[:500] if text.isdecimal()]


@require_POST
@requires(Permission.RECORD)
def undo(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take the whole import back."""
    return _done(
        request, key, lambda one: actions.undo(one=one, by=request.user, at=request.at), ""
    )


@require_POST
@requires(Permission.RECORD)
def go_on(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Set a job going again."""
    return _done(
        request,
        key,
        lambda one: actions.go_on(one=one, by=request.user, at=request.at),
        "Đã cho chạy tiếp.",
    )


@require_POST
@requires(Permission.RECORD)
def drop(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Throw a file away of which nothing was written."""
    found = _seen(request, key)
    try:
        actions.drop(one=found, by=request.user, at=request.at)
    except Refused as refusal:
        return _shown(request, _page(request, found), refusal=refusal)
    messages.success(request, "Đã bỏ tệp. Chưa ghi gì từ tệp này.")
    return redirect("people:imports")


def _done(request: SignedInRequest, key: UUID, act: Change, words: str) -> HttpResponse:
    """Do it and come back to where she was, or show why not."""
    found = _seen(request, key)
    try:
        act(found)
    except Refused as refusal:
        return _shown(request, _page(request, found), refusal=refusal)
    if words:
        messages.success(request, words)
    response = redirect("people:import", key=key)
    if request.GET:
        response["Location"] += f"?{request.GET.urlencode()}"
    return response
