"""How public pages and files are answered."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime

from nhanai.base.wording import day_in
from nhanai.portal.rules import linked
from nhanai.portal.rules.hxl import TABLES
from nhanai.portal.rules.words import words_in
from nhanai.publishing.models import Release
from nhanai.publishing.queries import last_head
from nhanai.web.public import frame

JSON = "application/json; charset=utf-8"


def base() -> str:
    """Where the site is found: scheme and host, without a stroke at the end."""
    return str(settings.ADDRESS).rstrip("/")


def page(
    name: str, language: str, *, path: str = "", ending: str = "html",
    things: tuple[linked.Thing, ...] = (), **told: Any,  # noqa: ANN401 (what the template shows)
) -> HttpResponse:  # fmt: skip
    """A page of the site; `things` say to searchers what it is about."""
    head, t = last_head(), words_in(language)
    context = {
        **frame(t, language, path), "base": base(), **told,
        "updated": day_in(language, localtime(head.at).date()) if head else "",
        "linked": mark_safe(linked.written(linked.organisation(base(), t["society"]), *things)),  # noqa: S308 (no sign of a tag is left in it)
    }  # fmt: skip
    return HttpResponse(render_to_string(f"portal/{name}.{ending}", context))


def file(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be kept under that name."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def tables_of(release: Release, language: str) -> list[tuple[str, str]]:
    """The tables with hashtags of HXL that there are of a release: file and what it is called."""
    t = words_in(language)
    names = TABLES.get(release.kind, ())
    return [(f"{release.number}-{name}.hxl.csv", t[f"hxl_{name}"]) for name in names]
