"""Templates keep to their room and to the strict content policy; looked at as text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.nodb

SOURCE = Path(__file__).parents[2] / "src" / "nhanai"
LINES = 150

POINTS = re.compile(r"""{%\s*(?:extends|include|partial_from)\s+["']([^"'#]+)""")
POST = re.compile(r"<form\b[^>]*method=[\"']?post[^>]*>(.*?)</form>", re.IGNORECASE | re.DOTALL)
SCRIPT = re.compile(
    r"<script\b(?![^>]*\b(?:src=|type=\"application/ld\+json\"))", re.IGNORECASE
)  # data for searchers is no script: nothing runs it
STYLE = re.compile(r"<style\b|<[^>]*\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=|\bhx-on[:-]|javascript:", re.IGNORECASE)
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""", re.IGNORECASE)


def templates() -> Iterator[tuple[str, str, str]]:
    """`(room, name, text)` of every template."""
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        room = path.relative_to(SOURCE).parts[0]
        yield room, str(path.relative_to(SOURCE)), path.read_text(encoding="utf-8")


def broken(rule: re.Pattern[str]) -> list[str]:
    return [name for _, name, text in templates() if rule.search(text)]


def test_there_are_templates_to_look_at() -> None:
    assert len(list(templates())) > 10


def test_a_template_points_only_into_its_room_and_the_kit() -> None:
    strays = [
        f"{name} → {target}"
        for room, name, text in templates()
        for target in POINTS.findall(text)
        if target.split("/")[0] not in {room, "ui", "layouts"}
    ]

    assert strays == []


def test_a_template_fits_on_two_screens() -> None:
    assert [n for _, n, text in templates() if len(text.splitlines()) > LINES] == []


def test_no_script_stands_in_a_page() -> None:
    assert broken(SCRIPT) + broken(HANDLER) == []


def test_no_style_stands_in_a_page() -> None:
    assert broken(STYLE) == []


def test_nothing_comes_from_elsewhere() -> None:
    assert broken(OUTSIDE) == []


def test_every_form_that_changes_something_carries_its_token() -> None:
    tokens = ("{% csrf_token %}", ".phrase_to_send }}")
    open_forms = [
        name
        for _, name, text in templates()
        for form in POST.findall(text)
        if not any(token in form for token in tokens)
    ]

    assert open_forms == []


def test_every_table_folds_or_scrolls_in_its_own_frame() -> None:
    wild = [
        name
        for _, name, text in templates()
        for table in re.finditer(r"<table\b[^>]*>", text)
        if "fold" not in table[0] and 'class="tw"' not in text[: table.start()][-200:]
    ]

    assert wild == []


def test_every_template_starts_from_its_own_place() -> None:
    """A room's templates lie under the room's name, so that none hides another's."""
    misplaced = [
        name
        for room, name, _ in templates()
        if room != "web" and not name.startswith(f"{room}/templates/{room}/")
    ]

    assert misplaced == []
