"""Components say what they are given, escaped, and the address keeps what it held."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django import forms
from django.template import RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.web import gallery
from nhanai.web.paging import page_of_values

SOURCE = Path(__file__).parents[2] / "src" / "nhanai"
NAMES = re.compile(r"""(?:ui_icon name|\bicon)=["']([a-z0-9]+)["']""")


def rendered(source: str, address: str = "/", **values: object) -> str:
    request = RequestFactory().get(address)
    return Template(source).render(RequestContext(request, values))


def test_a_misspelt_parameter_is_an_error_before_anything_is_shown() -> None:
    with pytest.raises(TemplateSyntaxError):
        rendered('{% ui_state lable="Đã đọc" %}')


def test_words_are_escaped() -> None:
    shown = rendered("{% ui_finding severity='error' text=text where=text %}", text="<b>&")

    assert "<b>&lt;b&gt;&amp;</b>" in shown
    assert "<p>&lt;b&gt;&amp;</p>" in shown


def test_pages_keep_the_filters_of_the_address() -> None:
    page = page_of_values(list(range(60)), number=2, noun="văn bản")

    shown = rendered("{% ui_pages page=page %}", "/?q=y+t%E1%BA%BF&trang=2", page=page)

    assert re.findall(r'href="([^"]+)"', shown) == [
        "?q=y+t%E1%BA%BF&amp;trang=1",
        "?q=y+t%E1%BA%BF&amp;trang=1",
        "?q=y+t%E1%BA%BF&amp;trang=3",
        "?q=y+t%E1%BA%BF&amp;trang=3",
    ]


def test_a_filter_starts_again_at_page_one() -> None:
    choices = [("", "Tất cả", 3), ("cho", "Chờ đọc", None)]

    shown = rendered(
        '{% ui_tabs label="Lọc" parameter="loc" choices=choices current="cho" %}',
        "/?q=a&trang=4&loc=cho",
        choices=choices,
    )

    assert re.findall(r'href="([^"]+)"( aria-current="true")?', shown) == [
        ("?q=a", ""),
        ("?q=a&amp;loc=cho", ' aria-current="true"'),
    ]


def test_a_search_keeps_the_filters_but_not_the_page() -> None:
    shown = rendered('{% ui_search label="Tìm" value="" %}', "/?loc=cho&trang=4&q=a")

    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', shown) == [("loc", "cho")]


def test_a_refusal_shows_every_finding_at_once() -> None:
    refusal = Refused("Chưa lưu được.", [Finding("a", "Thiếu số."), Finding("b", "Thiếu ngày.")])

    shown = rendered("{% ui_refusal refusal=refusal %}", refusal=refusal)

    assert 'role="alert"' in shown
    assert re.findall(r"<b>([^<]+)</b>", shown) == ["Chưa lưu được.", "Thiếu số.", "Thiếu ngày."]


def test_no_refusal_shows_nothing() -> None:
    assert rendered("{% ui_refusal refusal=refusal %}", refusal=None).strip() == ""


def test_an_error_is_tied_to_its_field() -> None:
    form = type("F", (forms.Form,), {"day": forms.DateField(label="Ngày", help_text="Ghi đủ.")})

    shown = rendered("{% ui_field field=form.day %}", form=form({"day": "x"}))

    assert 'aria-describedby="id_day-note id_day-error"' in shown
    assert 'aria-invalid="true"' in shown
    assert re.findall(r' id="(id_day-\w+)"', shown) == ["id_day-note", "id_day-error"]


def test_a_day_is_written_for_people_and_for_machines() -> None:
    shown = rendered("{% ui_day day=day %}", day=dt.date(2026, 4, 3))

    assert shown == '<time datetime="2026-04-03">03/4/2026</time>'


def test_a_moment_is_written_as_it_was_here() -> None:
    shown = rendered("{% ui_day day=day %}", day=dt.datetime(2026, 4, 2, 18, 5, tzinfo=dt.UTC))

    assert shown == '<time datetime="2026-04-03T01:05:00+07:00">01:05 03/4/2026</time>'


def test_a_bar_is_never_longer_than_whole_and_knows_nothing_done() -> None:
    none = rendered('{% ui_bar done=5 total=0 words="không có gì để làm" %}')
    more = rendered('{% ui_bar done=9 total=3 words="9 trong 3" %}')

    assert re.findall(r'<rect width="([^"]+)"', none + more) == ["0%", "100%"]


def sources() -> str:
    """Every template and module, but the gallery, which shows whatever there is."""
    paths = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]
    return "\n".join(
        path.read_text(encoding="utf-8") for path in paths if "gallery" not in path.name
    )


def test_every_icon_that_is_asked_for_stands_in_the_sprite() -> None:
    assert set(NAMES.findall(sources())) - set(gallery.icons()) == set()


def test_the_sprite_holds_only_icons_that_are_used() -> None:
    text = sources()

    assert [name for name in gallery.icons() if f'"{name}"' not in text] == []
