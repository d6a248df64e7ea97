"""What looks at pages sees the faults it is there for."""

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys import looks

SOUND = """<!doctype html><html lang="vi"><head><title>Hôm nay · Nhân Ái</title></head>
<body><main><h1>Hôm nay</h1><p>Không có việc nào đang chờ.</p></main></body></html>"""


def page_of(browser: Browser, html: str) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.set_content(html)
    return page


def test_a_sound_page_has_no_fault(browser: Browser) -> None:
    assert list(looks.faults(page_of(browser, SOUND))) == []


@pytest.mark.parametrize(
    ("part", "instead", "fault"),
    [
        ("<p>", "<h1>Lần nữa</h1><p>", "has 2 h1"),
        ('lang="vi"', 'lang="en"', "is not marked as Vietnamese"),
        ("· Nhân Ái", "| Django", "is titled 'Hôm nay | Django'"),
        ("đang chờ", "đang chờ, please submit", "speaks English: ['please', 'submit']"),
        ("<p>", "<img src='data:,'><p>", "axe image-alt: [['img']]"),
        ("<p>", "<p style='width:350px;padding:1px'>", "scrolls sideways: 360 px at 320 px"),
    ],
)
def test_a_fault_is_seen(browser: Browser, part: str, instead: str, fault: str) -> None:
    found = list(looks.faults(page_of(browser, SOUND.replace(part, instead))))

    assert found == [fault]
