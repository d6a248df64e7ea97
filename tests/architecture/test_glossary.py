"""The dictionary binds the words of the code to the words of the office."""

import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Model, TextChoices

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nhanai"
ROOMS = {
    *("journal", "units", "periods", "identity", "sending", "facts", "people", "documents"),
    *(
        "plans",
        "activities",
        "aid",
        "allocation",
        "distributions",
        "banking",
        "stock",
        "funds",
        "figures",
        "exchange",
        "api",
        "reporting",
        "submissions",
        "reminders",
    ),
}
ENTRIES = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))["term"]
BY_ENGLISH = {entry["english"]: entry for entry in ENTRIES}


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def choices() -> list[type[TextChoices]]:
    return [
        child for child in TextChoices.__subclasses__() if child.__module__.startswith("nhanai.")
    ]


def key(kind: type) -> str:
    room = kind.__module__.split(".")[1]
    doubled = {"Line", "Book"}
    return f"{room}.{kind.__name__}" if kind.__name__ in doubled else kind.__name__


def test_every_model_and_every_set_of_choices_is_an_entry() -> None:
    missing = {key(kind) for kind in (*models(), *choices())} - set(BY_ENGLISH)

    assert missing == set()


def test_a_models_name_on_screen_is_the_entrys_vietnamese() -> None:
    different = {
        key(model): (str(model._meta.verbose_name), BY_ENGLISH[key(model)]["vietnamese"])
        for model in models()
        if key(model) in BY_ENGLISH
        and str(model._meta.verbose_name) != BY_ENGLISH[key(model)]["vietnamese"]
    }

    assert different == {}


def test_the_english_of_every_entry_stands_in_the_code_of_its_room() -> None:
    absent = [
        entry["english"]
        for entry in ENTRIES
        if not re.search(
            rf"\b{re.escape(entry['english'].rsplit('.', 1)[-1])}\b", text_of(entry["room"])
        )
    ]

    assert absent == []


def test_no_forbidden_synonym_is_an_identifier() -> None:
    words = {word for entry in ENTRIES for word in entry.get("not", [])}
    used = {
        f"{path.relative_to(SOURCE)}: {word}"
        for path in SOURCE.rglob("*.py")
        for word in words
        if re.search(rf"^\s*(class|def) {re.escape(word)}\b", path.read_text("utf-8"), re.MULTILINE)
    }

    assert used == set()


def test_every_entry_says_what_it_means_and_where_that_comes_from() -> None:
    incomplete = [
        entry["english"]
        for entry in ENTRIES
        if not {"vietnamese", "english", "room", "definition", "source"} <= set(entry)
    ]

    assert incomplete == []


def text_of(room: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in (SOURCE / room).rglob("*.py"))
