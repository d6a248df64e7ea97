"""Every page that a person can walk to is sound: to the eye, to a reader, on a phone."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Error, Page
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

ENOUGH = 300
"""Kinds of pages after which a walk would no longer be finite."""


def kind_of(address: str) -> str:
    """The same view with the same parts of the query is the same kind of page."""
    parts = urlsplit(address)
    names = "&".join(sorted(set(re.findall(r"(\w[\w-]*)=", parts.query))))
    return f"{view_of(address)}?{names}".removesuffix("?")


def view_of(address: str) -> str:
    """The name of the view that answers there."""
    return resolve(urlsplit(address).path).view_name


def links(page: Page) -> Iterator[str]:
    """Where a person may go from here."""
    # a link in a drawing tells its address otherwise than one in a text
    whole = "all => all.map(a => new URL(a.getAttribute('href'), location.href).href)"
    for address in page.eval_on_selector_all("a[href]", whole):
        parts = urlsplit(address)
        # A PDF that is shown in its place is a file: it has no headings to look at. What is
        # written for programs and their makers names things as programs do.
        is_file = parts.path.endswith(".pdf") or parts.path.startswith("/api/")
        if parts.netloc == urlsplit(page.url).netloc and not is_file:
            yield f"{parts.path}?{parts.query}".removesuffix("?")


def walk(page: Page, looked_at: set[str]) -> Iterator[str]:
    """Open every kind of page within reach; gives what is wrong with those not in `looked_at`."""
    waiting, seen = list(ENTRIES), {kind_of(entry) for entry in ENTRIES}
    while waiting:
        address = waiting.pop(0)
        if len(seen) > ENOUGH:
            yield f"{address} leads to ever more kinds of pages"
            return
        if not opens(page, address):
            yield f"{address} does not open"
            continue
        if kind_of(address) not in looked_at:
            looked_at.add(kind_of(address))
            yield from (f"{address} {fault}" for fault in looks.faults(page))
        for link in links(page):
            if kind_of(link) not in seen:
                seen.add(kind_of(link))
                waiting.append(link)


def opens(page: Page, address: str) -> bool:
    """Whether the address answers with a page, or with a file to keep."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        page.goto("/")
        return True
    return answer is not None and answer.status == 200


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_within_reach_is_sound(open_page: type_opener, width: int) -> None:
    looked_at: set[str] = set()
    wrong: list[str] = []

    for username in WALKERS:
        page = open_page(width)
        sign_in(page, username)
        wrong += [f"{username}: {fault}" for fault in walk(page, looked_at)]

    assert "\n".join(wrong) == ""
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
