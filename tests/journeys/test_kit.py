"""The gallery in a browser: how components look, and what hangs on data attributes.

No server is needed: the page and its files are handed to the browser directly.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, expect
from tests.journeys import looks

from nhanai.identity.models import User
from nhanai.web import gallery
from nhanai.web.middleware import POLICY

type_show = Callable[..., Page]


def html(*, keys: bool) -> str:
    request = RequestFactory().get("/khung/")
    request.user = User(full_name="Lò Thị Hạnh", keys_enabled=keys)
    shell = {"unit_name": "Hội Chữ thập đỏ tỉnh Lai Châu", "initials": "LH"}
    return render_to_string("web/gallery.html", {**gallery.context(), "shell": shell}, request)


def answer(route: Route, *, page: str) -> None:
    path = urlsplit(route.request.url).path
    if path == "/khung/":
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=page, headers=headers)
    else:
        found = finders.find(path.removeprefix("/static/"))
        assert isinstance(found, str), path
        route.fulfill(path=Path(found))


@pytest.fixture
def show(browser: Browser) -> Iterator[type_show]:
    """Opens the gallery; a complaint of the console fails the test."""
    complaints: list[str] = []
    contexts = []

    def shown(*, width: int = 1280, scheme: str = "light", keys: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        body = html(keys=keys)
        page.route("**/*", lambda route: answer(route, page=body))
        page.clock.install()
        page.goto("http://kit.test/khung/")
        return page

    yield shown
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_component_is_sound(show: type_show, width: int, scheme: str) -> None:
    page = show(width=width, scheme=scheme)

    assert [*looks.axe(page), *looks.sideways_scroll(page), *looks.markup(page)] == []


def test_ctrl_k_leads_to_the_search(show: type_show) -> None:
    page = show()

    page.keyboard.press("Control+k")

    expect(page.get_by_role("searchbox", name="Tìm trong tất cả")).to_be_focused()


def pressed(page: Page) -> list[str]:
    """Which buttons of the dock T in the page, T in a field, and G in the page press."""
    page.evaluate(
        """() => { window.pressed = [];
        for (const button of document.querySelectorAll(".dock [data-key]"))
          button.addEventListener("click", () => window.pressed.push(button.dataset.key)); }"""
    )
    page.keyboard.press("t")
    page.get_by_label("Số trang").first.press("t")
    page.get_by_label("Số trang").first.blur()
    page.keyboard.press("g")
    found: list[str] = page.evaluate("window.pressed")
    return found


def test_a_letter_presses_its_button_but_rests_in_a_field(show: type_show) -> None:
    assert pressed(show()) == ["t", "g"]


def test_letters_rest_for_who_turned_them_off(show: type_show) -> None:
    assert pressed(show(keys=False)) == []


def test_a_form_asks_before_it_is_sent(show: type_show) -> None:
    page = show()

    page.get_by_role("button", name="Bỏ nhiệm vụ III.5.-2").click()
    page.get_by_role("dialog").get_by_role("button", name="Để lại").click()
    page.get_by_role("button", name="Bỏ nhiệm vụ III.5.-2").click()
    page.get_by_role("dialog").get_by_role("button", name="Bỏ nhiệm vụ III.5.-2").click()

    page.wait_for_url("**/khung/?bo=1")


def test_a_day_is_tidied_when_its_field_is_left(show: type_show) -> None:
    page = show()
    field = page.get_by_label("Ngày ban hành").first

    field.fill("3/4/26")
    field.blur()

    expect(field).to_have_value("03/04/2026")


def test_what_was_done_is_said_for_eight_seconds(show: type_show) -> None:
    page = show()
    page.evaluate(
        """() => document.querySelector(".says").insertAdjacentHTML(
        "beforeend", "<div class='toast'>Đã lưu.</div>")"""
    )
    toast = page.locator(".says .toast")

    page.clock.run_for(7_000)
    expect(toast).to_be_visible()
    page.clock.run_for(2_000)
    expect(toast).to_have_count(0)


def test_escape_closes_the_account_menu(show: type_show) -> None:
    page = show()
    menu = page.locator("details.menu")

    menu.locator("summary").click()
    page.keyboard.press("Escape")

    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_a_small_sheet_is_sent() -> None:
    found = finders.find("nhanai/nhanai.css")

    assert isinstance(found, str)
    assert Path(found).stat().st_size <= 45 * 1024
