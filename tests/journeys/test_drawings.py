"""Charts in a browser: no word leaves the drawing at any width, and axe finds nothing wrong."""

from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys import looks

from nhanai.figures.rules.drawing import over_time, tiles
from nhanai.figures.rules.drawing.over_time import About, Point
from nhanai.figures.rules.drawing.pen import Drawing

CSS = Path(__file__).parents[2] / "src/nhanai/web/static/nhanai/nhanai.css"
ABOUT = About("Trị giá, cả năm", "Số ở bảng dưới.", "đồng")
OUTSIDE = """() => { const box = document.querySelector("svg").getBoundingClientRect();
  return [...document.querySelectorAll("svg text")].filter((text) => {
    const own = text.getBoundingClientRect();
    return own.width && (own.left < box.left - 1 || own.right > box.right + 1
      || own.top < box.top - 1 || own.bottom > box.bottom + 1);
  }).map((text) => text.textContent); }"""


def drawings() -> list[Drawing]:
    """Large numbers, an empty one, a year before, a plan; and the whole map."""
    values = [Fraction(3 * at) * 10**8 if at % 5 else None for at in range(12)]
    points = [
        Point(f"T{at}", f"tháng {at}", value, f"{value}", f"#t{at}", Fraction(at) * 10**9)
        for at, value in enumerate(values, 1)
    ]
    plan = (Fraction(9) * 10**9, "9.000.000.000")
    found = [
        tiles.Tile(
            place, "Tủa Sín Chải", Fraction(at) * 10**7 if at % 9 else None, f"{at}", f"#{at}"
        )
        for at, place in enumerate(tiles.layout().values())
    ]
    return [
        over_time.columns(points, ABOUT),
        over_time.lines(points, ABOUT, plan=plan),
        tiles.tile_map(found, ABOUT).drawing,
    ]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stay_inside_and_axe_is_content(browser: Browser, width: int, scheme: str) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    for drawing in drawings():
        page.set_content(
            '<!doctype html><html lang="vi"><head><title>Hình · Nhân Ái</title>'
            f"<style>{CSS.read_text('utf-8')}</style></head><body><main><h1>Hình</h1>"
            f"<figure>{drawing.svg}</figure></main></body></html>"
        )

        assert page.evaluate(OUTSIDE) == []
        assert list(looks.axe(page)) == []
        assert list(looks.sideways_scroll(page)) == []
    page.close()
