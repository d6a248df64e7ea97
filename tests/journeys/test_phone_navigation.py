"""On a phone every section of the product is in sight, without a scroll to the side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.journeys.people import sign_in

OUTSIDE = """() => [...document.querySelectorAll(".nav a")]
  .filter((link) => link.getBoundingClientRect().right > innerWidth)
  .map((link) => link.textContent)"""


@pytest.mark.parametrize("width", [320, 390])
def test_every_section_is_in_sight_on_a_phone(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width)
    sign_in(page, "vanphong")

    assert page.locator(".nav a").last.is_visible()
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
