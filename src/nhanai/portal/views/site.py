"""The first page, releases, and their lists."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from nhanai.base.wording import ROOTS, other_than
from nhanai.portal.http import public
from nhanai.portal.pages import money as money_pages
from nhanai.portal.pages import site as pages
from nhanai.portal.rules import linked
from nhanai.portal.rules.words import words_in
from nhanai.portal.views.answers import base, page, tables_of
from nhanai.publishing.models import Release
from nhanai.publishing.queries import newest, published
from nhanai.publishing.vocab import ReleaseKind
from nhanai.web.paging import number_from


@public
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Where the money came from and went."""
    root, name = ROOTS[language], words_in(language)["site"]
    found = pages.home(language, today=timezone.localdate())
    things = [linked.site(base(), root, name, language)]
    things += [linked.giving(base(), f"{root}dot/{one.about['code']}/", one.about)
               for one in found.appeals]  # fmt: skip
    return page("home", language, things=tuple(things), page=found)


@public
def give(request: HttpRequest, language: str) -> HttpResponse:
    """How to give: to a campaign that receives, or without one."""
    root = ROOTS[language]
    found = pages.appeals_now(language, newest(ReleaseKind.MONEY), today=timezone.localdate())
    things = tuple(
        linked.giving(base(), f"{root}dot/{one.about['code']}/", one.about) for one in found
    )
    return page("give", language, path="cach-ung-ho/", things=things, appeals=found)


@public
def releases(request: HttpRequest, language: str) -> HttpResponse:
    """Everything published."""
    words = request.GET.get("q", "").strip()[:100]
    found = pages.releases(number_from(request.GET.get("trang")), words)
    title = words_in(language)["releases"]
    return page("releases", language, path="ban/", page=found, q=words, title=title)


@public
def listing(request: HttpRequest, language: str, place: str) -> HttpResponse:
    """Everything of one kind, the last release of each thing."""
    found = pages.listed(pages.LISTS[place], number_from(request.GET.get("trang")))
    title = words_in(language)[f"list_{place.replace('-', '_')}"]
    return page("releases", language, path=f"{place}/", page=found, title=title)


@public
def release(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """One release with its tables, and its entries."""
    found = get_object_or_404(published(), number=number)
    return shown(request, language, found, path=f"ban/{number}/")


@public
def about(request: HttpRequest, language: str, place: str, code: str) -> HttpResponse:
    """The last release about one thing, at an address that stays."""
    found = newest(pages.LISTS[place], code)
    if found is None:
        raise Http404
    return shown(request, language, found, path=f"{place}/{code}/")


@public
def fund(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """One fund, month by month, as it was published last."""
    money = newest(ReleaseKind.MONEY)
    found = money_pages.fund_of(money, key) if money else None
    if found is None:
        raise Http404
    return page("fund", language, path=f"quy/{key}/", page=found)


def shown(
    request: HttpRequest, language: str, found: Release, *, path: str, preview_of: int | None = None
) -> HttpResponse:
    """A release, whole; also, for who decides about it, one that is not published yet."""
    is_preview = preview_of is not None
    whole = pages.shown(found, language, today=timezone.localdate())
    told: dict[str, Any] = {
        "shown": whole, "release": found, "is_preview": is_preview,
        "entries": None if is_preview
        else pages.entries_of(found, number_from(request.GET.get("trang"))),
        "correction": found.corrections.exclude(number=None).order_by("-number").first(),
        "tables": tables_of(found, language),
    }  # fmt: skip
    if is_preview:
        told["other_root"] = f"/cong-bo/{preview_of}/xem-truoc/{other_than(language)}/"
    things = () if is_preview else tuple(_things(found, language, path))
    return page("release", language, path=path, things=things, **told)


def _things(found: Release, language: str, path: str) -> list[linked.Thing]:
    root, day = ROOTS[language], f"{pages.day_of(found)}"
    address, name = f"{root}{path}", found.title_en if language == "en" else found.title
    data = [(f"{root}du-lieu/{found.number}.{one}", kind)
            for one, kind in (("json", "application/json"), ("csv", "text/csv"))]  # fmt: skip
    match ReleaseKind(found.kind):
        case ReleaseKind.REPORT:
            pdf = f"{root}ban/{found.number}/bao-cao.pdf"
            return [linked.paper(base(), address, name=found.title, day=day, file=pdf)]
        case ReleaseKind.APPEAL:
            return [linked.giving(base(), address, found.content["campaign"])]
        case ReleaseKind.STORY:
            place = found.content["story"]["place"]
            return [linked.article(base(), address, name=name, day=day, place=place)]
        case _:
            return [linked.dataset(base(), address, name=name, day=day, files=data)]
