"""What any page must be, looked at in a browser; each answers with the faults it sees."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

HEAVIEST = 60 * 1024
NARROW = 320
ENGLISH = re.compile(
    r"\b(the|this|please|search|submit|sign in|log in|log ?out|password|required|select|delete|save"
    r"|next|previous|page|error|invalid|field|username|user|account|task|plan|document|unit|home"
    r"|true|false|none)\b",
    re.IGNORECASE,
)
"""Words that a Vietnamese page never has; none of them is a Vietnamese word without marks."""

WEIGH = """() => performance.getEntriesByType("navigation")
  .concat(performance.getEntriesByType("resource"))
  .filter((entry) => entry.initiatorType !== "img")
  .reduce((sum, entry) => sum + entry.encodedBodySize, 0)"""


def faults(page: Page) -> Iterator[str]:
    """Everything that is wrong with the page as it is open."""
    yield from markup(page)
    yield from axe(page)
    yield from sideways_scroll(page)
    yield from weight(page)


def axe(page: Page) -> Iterator[str]:
    """What axe-core finds; what it finds right is not told node by node, which took longest."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    for violation in found.response["violations"]:
        places = [node["target"] for node in violation["nodes"]]
        yield f"axe {violation['id']}: {places[:3]}"


def sideways_scroll(page: Page) -> Iterator[str]:
    """Scrolling sideways at this width, or at the narrowest that a phone has."""
    size = page.viewport_size
    assert size
    narrow = {"width": NARROW, "height": size["height"]}
    for width in (size["width"], NARROW) if size["width"] < 600 else (size["width"],):
        page.set_viewport_size({**narrow, "width": width})  # type: ignore[typeddict-item]
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            yield f"scrolls sideways: {found} px at {width} px"
    page.set_viewport_size(size)


def weight(page: Page) -> Iterator[str]:
    """More than a slow line should carry."""
    found = page.evaluate(WEIGH)
    if found > HEAVIEST:
        yield f"weighs {found} bytes"


def markup(page: Page) -> Iterator[str]:
    """One heading, the language, a title, no word of English but on the English pages."""
    is_english = urlsplit(page.url).path.startswith("/en/")
    if page.locator("h1").count() != 1:
        yield f"has {page.locator('h1').count()} h1"
    if page.locator("html").get_attribute("lang") != ("en" if is_english else "vi"):
        yield f"is not marked as {'English' if is_english else 'Vietnamese'}"
    if not page.title().endswith("· Nhân Ái"):
        yield f"is titled {page.title()!r}"
    english = ENGLISH.findall(page.locator("body").inner_text())
    if english and not is_english:
        yield f"speaks English: {sorted(set(english))}"
