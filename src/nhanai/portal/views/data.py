"""Open data, files, news, and what searchers ask for."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from nhanai.base import canonical
from nhanai.base.wording import LANGUAGES, ROOTS
from nhanai.documents.queries import issued_file
from nhanai.identity.http import anyone
from nhanai.portal.http import public
from nhanai.portal.pages import site as pages
from nhanai.portal.rules import linked
from nhanai.portal.rules.hxl import table_of
from nhanai.portal.views.answers import JSON, base, file, page, tables_of
from nhanai.publishing.models import LogHead, Release
from nhanai.publishing.queries import last_head, published, signing_key
from nhanai.publishing.vocab import ReleaseKind

_CSV = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LISTED = 50


@public
def data(request: HttpRequest, language: str) -> HttpResponse:
    """What there is to be used again."""
    rows = list(published().exclude(kind__in=(ReleaseKind.REPORT, ReleaseKind.STORY))[:_LISTED])
    told = [(one, tables_of(one, language)) for one in rows]
    things = tuple(_dataset(one, tables, language) for one, tables in told[:5])
    heads = LogHead.objects.order_by("-size")[:20]
    return page(
        "data", language, path="du-lieu/", rows=told, heads=heads, head=last_head(),
        key=signing_key().public.text, things=things,
    )  # fmt: skip


def _dataset(one: Release, tables: Sequence[tuple[str, str]], language: str) -> linked.Thing:
    root = ROOTS[language]
    names = [f"{one.number}.json", f"{one.number}.csv", *(name for name, _ in tables)]
    files = [
        (f"{root}du-lieu/{name}", "application/json" if name.endswith("json") else "text/csv")
        for name in names
    ]
    title = one.title_en if language == "en" else one.title
    address, day = f"{root}ban/{one.number}/", f"{pages.day_of(one)}"
    return linked.dataset(base(), address, name=title, day=day, files=files)


@public
def report(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The file of a published report."""
    found = get_object_or_404(published().filter(kind=ReleaseKind.REPORT), number=number)
    if found.document is None:
        raise Http404
    return HttpResponse(issued_file(found.document, ".pdf"), content_type="application/pdf")


@public
def round_file(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The document of a round of allocation, for everyone to compute again."""
    found = get_object_or_404(published().filter(kind=ReleaseKind.ROUND), number=number)
    return file(str(found.content["document"]).encode(), JSON, f"{found.subject}.json")


@public
def data_json(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """A release as it was hashed."""
    found = get_object_or_404(published(), number=number)
    return HttpResponse(canonical.written(found.content), content_type=JSON)


@public
def data_csv(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The entries of a release as a table."""
    found = get_object_or_404(published(), number=number)
    rows = found.content["entries"]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return _csv([columns, *([row.get(name) for name in columns] for row in rows)])


@public
def data_hxl(request: HttpRequest, language: str, number: int, name: str) -> HttpResponse:
    """A table of a release with hashtags of HXL."""
    found = get_object_or_404(published(), number=number)
    rows = table_of(found.kind, name, found.content)
    if rows is None:
        raise Http404
    return _csv(rows)


@public
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """News as Atom."""
    rows = [(one, pages.day_of(one)) for one in published()[:30]]
    newest = rows[0][0].published_at if rows else dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    answer = page("feed", language, path="tin.xml", ending="xml", rows=rows, newest=newest)
    answer["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that stays, in both languages, each naming the other."""
    fixed = ["", "cach-ung-ho/", "ban/", "du-lieu/", *(f"{one}/" for one in pages.LISTS)]
    rows: list[tuple[str, dt.date | None]] = [(path, None) for path in fixed]
    rows += [(f"ban/{one.number}/", pages.day_of(one)) for one in published()[:5_000]]
    told = {"rows": rows, "roots": [(one, ROOTS[one]) for one in LANGUAGES], "base": base()}
    text = render_to_string("portal/sitemap.xml", told)
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@require_safe
@anyone
def robots(request: HttpRequest) -> HttpResponse:
    """What searchers may visit: the public site alone."""
    lines = [
        "User-agent: *", "Allow: /cong-khai/", "Allow: /en/", "Disallow: /cong-khai/giup/",
        "Disallow: /en/giup/", "Disallow: /", f"Sitemap: {base()}/sitemap.xml", "",
    ]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _csv(rows: Iterable[Iterable[object]]) -> HttpResponse:
    """As sheets read it; a cell that a sheet would run begins with a mark."""
    kept = io.StringIO()
    csv.writer(kept).writerows([_cell(one) for one in row] for row in rows)
    return HttpResponse("\ufeff" + kept.getvalue(), content_type=_CSV)


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
