"""Public requests, translated; every page is there in both languages."""

import csv
import datetime as dt
import io
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from nhanai.base import canonical
from nhanai.base.days import written
from nhanai.base.wording import ROOTS
from nhanai.documents.queries import issued_file
from nhanai.identity.http import anyone
from nhanai.portal import pages
from nhanai.portal.http import public
from nhanai.portal.rules.words import words_in
from nhanai.publishing.models import LogHead, PublicEntry, Release
from nhanai.publishing.queries import (
    content_of,
    entry_of,
    last_head,
    proof_of,
    proof_since,
    published,
    signing_key,
)
from nhanai.publishing.vocab import ReleaseKind
from nhanai.web.paging import number_from
from nhanai.web.public import frame

_JSON = "application/json; charset=utf-8"
_APART = frozenset({"kind", "key", "release", "published", "digest", "steps"})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@public
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Where the money came from and went."""
    return _page("home", language, page=pages.home())


@public
def releases(request: HttpRequest, language: str) -> HttpResponse:
    """Everything published."""
    words = request.GET.get("q", "").strip()[:100]
    page = pages.releases(number_from(request.GET.get("trang")), words)
    return _page("releases", language, path="ban/", page=page, q=words)


@public
def release(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One release with its tables, and its entries."""
    found = get_object_or_404(published(), number=number)
    entries = pages.entries_of(found, number_from(request.GET.get("trang")))
    told: dict[str, Any] = {
        "release": found, "entries": entries, "day": written(pages.day_of(found)),
        "correction": found.corrections.exclude(number=None).order_by("-number").first(),
        "money": pages.money_of(found) if found.kind == ReleaseKind.MONEY else None,
        "addresses": pages.addresses_of(found) if found.kind == ReleaseKind.ADDRESSES else None,
        "report": found.kind == ReleaseKind.REPORT,
    }  # fmt: skip
    return _page("release", language, path=f"ban/{number}/", **told)


@public
def report(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The file of a published report."""
    found = get_object_or_404(published().filter(kind=ReleaseKind.REPORT), number=number)
    if found.document is None:
        raise Http404
    return HttpResponse(issued_file(found.document, ".pdf"), content_type="application/pdf")


@require_safe
@anyone
def check(request: HttpRequest, language: str) -> HttpResponse:
    """From a code to its entry; a code that nobody published says so."""
    code = request.GET.get("ma", "").strip()[:100]
    found = entry_of(code) if code else None
    if found is not None:
        return HttpResponseRedirect(f"{ROOTS[language]}so/{found.index + 1}/")
    return _page("check", language, path="kiem-tra/", code=code)


@require_safe
@anyone
def gift(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Where the square code on a receipt leads."""
    found = entry_of(code)
    if found is not None:
        return HttpResponseRedirect(f"{ROOTS[language]}so/{found.index + 1}/")
    return _page("check", language, path="kiem-tra/", code=code[:100])


@public
def entry(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One entry, what it says and how to check it."""
    found = _entry(number)
    content = content_of(found)
    said = {
        name: value
        for name, value in content.items()
        if name not in _APART and value not in {None, ""}
    }
    t = words_in(language)
    rows = [(t.get(name, name), value) for name, value in said.items()]
    return _page(
        "entry", language, path=f"so/{number}/", entry=found, number=number, rows=rows,
        steps=content.get("steps"), key=signing_key().public.text,
    )  # fmt: skip


@public
def entry_proof(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The proof of one entry."""
    return _file(proof_of(_entry(number)), _JSON, f"nhanai-{number}.json")


@public
def consistency(request: HttpRequest, language: str, size: int) -> HttpResponse:
    """The proof that the log only grew since it had so many entries."""
    earlier = get_object_or_404(LogHead, size=size)
    return _file(proof_since(earlier), _JSON, f"nhanai-tu-{size}.json")


@public
def checkpoint(request: HttpRequest, language: str) -> HttpResponse:
    """The newest signed head, as text."""
    head = last_head()
    if head is None:
        raise Http404
    return HttpResponse(head.checkpoint, content_type="text/plain; charset=utf-8")


@public
def verifier(request: HttpRequest, language: str) -> HttpResponse:
    """The stand-alone verifier."""
    code = files("nhanai.publishing.rules").joinpath("verifier.py").read_bytes()
    return _file(code, "text/x-python; charset=utf-8", "verifier.py")


@public
def data(request: HttpRequest, language: str) -> HttpResponse:
    """What there is to be used again."""
    rows = published().exclude(kind=ReleaseKind.REPORT)[:50]
    heads = LogHead.objects.order_by("-size")[:20]
    return _page(
        "data", language, path="du-lieu/", rows=rows, heads=heads, head=last_head(),
        key=signing_key().public.text,
    )  # fmt: skip


@public
def data_json(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """A release as it was hashed."""
    found = get_object_or_404(published(), number=number)
    return HttpResponse(canonical.written(found.content), content_type=_JSON)


@public
def data_csv(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The entries of a release as a table; a cell that a sheet would run begins with a mark."""
    found = get_object_or_404(published(), number=number)
    return HttpResponse("\ufeff" + _table(found).getvalue(), content_type="text/csv; charset=utf-8")


@public
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """News as Atom."""
    rows = [(one, pages.day_of(one)) for one in published()[:30]]
    newest = rows[0][0].published_at if rows else dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    told = {"rows": rows, "newest": newest}
    answer = _page("feed", language, path="tin.xml", ending="xml", **told)
    answer["Content-Type"] = "application/atom+xml; charset=utf-8"
    return answer


@require_safe
@anyone
def robots(request: HttpRequest) -> HttpResponse:
    """What searchers may visit: the public site alone."""
    lines = ["User-agent: *", "Allow: /cong-khai/", "Allow: /en/", "Disallow: /", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _entry(number: int) -> PublicEntry:
    return get_object_or_404(PublicEntry.objects.select_related("release"), index=number - 1)


def _table(release: Release) -> io.StringIO:
    rows = release.content["entries"]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
    return kept


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(
    name: str, language: str, *, path: str = "", ending: str = "html", **told: Any  # noqa: ANN401 (what the template shows)
) -> HttpResponse:  # fmt: skip
    head = last_head()
    context = {
        **frame(words_in(language), language, path), **told,
        "updated": written(localtime(head.at).date()) if head else "",
    }  # fmt: skip
    return HttpResponse(render_to_string(f"portal/{name}.{ending}", context))
