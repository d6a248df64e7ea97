"""Every page that a person can walk to is sound: to the eye, to a reader, on a phone."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from lxml import html
from playwright.sync_api import Page
from tests.journeys import looks
from tests.journeys.people import sign_in

type_opener = Callable[..., Page]

WALKERS = ("vanphong", "quantri", "soyte")
"""Who walks, one after the other; a kind of page is looked at once, by whoever comes first."""

ENTRIES = ("/", "/tim/?q=y+te", "/tim/?q=khong+co+dau")
"""Where a walk begins: home, and what is reached by a form."""

SEEN_AT_LEAST = {
    "desk:home", "desk:journal", "desk:search", "desk:unit", "desk:unit-change", "desk:units",
    "documents:detail", "documents:heading", "documents:legal", "documents:list",
    "documents:register", "identity:account", "identity:appoint", "identity:password",
    "identity:people", "identity:person", "plans:detail", "plans:list", "plans:many",
    "plans:mine", "plans:review", "plans:source", "plans:task",
}  # fmt: skip

ENOUGH = 700
"""Kinds of pages after which a walk would no longer be finite."""


def kind_of(address: str) -> str:
    """The same view with the same parts of the query is the same kind of page."""
    parts = urlsplit(address)
    names = "&".join(sorted(set(re.findall(r"(\w[\w-]*)=", parts.query))))
    return f"{view_of(address)}?{names}".removesuffix("?")


def view_of(address: str) -> str:
    """The name of the view that answers there."""
    return resolve(urlsplit(address).path).view_name


def links(text: str, address: str) -> Iterator[str]:
    """Where a person may go from the page at that address."""
    for link in html.fromstring(text).iterfind(".//a[@href]"):
        parts = urlsplit(urljoin(address, link.get("href")))
        # A PDF that is shown in its place is a file: it has no headings to look at. What is
        # written for programs and their makers names things as programs do.
        is_file = parts.path.endswith(".pdf") or parts.path.startswith("/api/")
        if parts.netloc == urlsplit(address).netloc and not is_file:
            yield f"{parts.path}?{parts.query}".removesuffix("?")


def walk(page: Page, looked_at: set[str], sort: Callable[[str], str]) -> Iterator[str]:
    """Open every kind of page within reach; gives what is wrong with those not in `looked_at`.

    What is of a `sort` that was looked at is only asked for, to go on from it.
    """
    waiting, seen = list(ENTRIES), {kind_of(entry) for entry in ENTRIES}
    home = page.url
    while waiting:
        path = waiting.pop(0)
        if len(seen) > ENOUGH:
            yield f"{path} leads to ever more kinds of pages"
            return
        answer = page.request.get(urljoin(home, path))
        if not answer.ok:
            yield f"{path} does not open"
            continue
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        if sort(path) not in looked_at:
            looked_at.add(sort(path))
            page.goto(path)
            yield from (f"{path} {fault}" for fault in looks.faults(page))
        for link in links(answer.text(), answer.url):
            if kind_of(link) not in seen:
                seen.add(kind_of(link))
                waiting.append(link)


@pytest.mark.parametrize(("width", "sort"), [(1280, view_of), (390, kind_of)])
def test_every_page_within_reach_is_sound(
    open_page: type_opener, width: int, sort: Callable[[str], str]
) -> None:
    looked_at: set[str] = set()
    wrong: list[str] = []

    for username in WALKERS:
        page = open_page(width)
        sign_in(page, username)
        wrong += [f"{username}: {fault}" for fault in walk(page, looked_at, sort)]

    assert not wrong, "\n".join(wrong)
    assert SEEN_AT_LEAST - {kind.split("?")[0] for kind in looked_at} == set()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_way_in_is_sound(open_page: type_opener, width: int) -> None:
    page = open_page(width)
    page.goto("/dang-nhap/")

    assert list(looks.faults(page)) == []


def test_a_page_that_does_not_exist_says_what_to_do(open_page: type_opener) -> None:
    page = open_page(390, scripts=False, strict=False)

    answer = page.goto("/khong-co/")

    assert answer is not None
    assert answer.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "Không có trang nào ở địa chỉ này"
    assert page.get_by_role("link", name="Về trang Hôm nay").is_visible()
