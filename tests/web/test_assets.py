"""The address of a file changes with the file."""

import hashlib
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.test import Client


def test_the_address_carries_a_print_of_the_file() -> None:
    found = finders.find("nhanai/nhanai.css")
    assert isinstance(found, str)
    mark = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]

    assert static("nhanai/nhanai.css") == f"/static/nhanai/nhanai.css?v={mark}"


def test_a_file_that_no_room_has_gets_no_print() -> None:
    assert static("nhanai/khong-co.css") == "/static/nhanai/khong-co.css"


def test_a_file_is_kept_for_a_year_and_sent_packed(client: Client) -> None:
    answer = client.get(static("nhanai/nhanai.css"), headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Cache-Control"] == "max-age=31536000, public"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(b"".join(answer)) <= 10 * 1024
