"""The public site: what was published and nothing else, in both languages, kept by anybody."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from lxml import etree, html
from tests.builders.ledger import AT
from tests.builders.publishing import Press, a_press

from nhanai.base.wording import LANGUAGES, ROOTS
from nhanai.portal.rules.drawing import chart, rounded_up
from nhanai.portal.rules.words import words_in
from nhanai.project.public import Shelf
from nhanai.publishing import actions
from nhanai.publishing.models import PublicEntry


@pytest.fixture
def press() -> Press:
    return a_press()


def text(client: Client, address: str) -> str:
    """The page, which must be there, light, and sound."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert len(answer.content) < 60_000
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_release_the_site_says_so(client: Client, language: str) -> None:
    page = text(client, ROOTS[language])

    assert words_in(language)["nothing_yet"] in page
    assert f'lang="{language}"' in page


@pytest.mark.django_db
def test_what_waits_to_be_published_is_not_to_be_seen(client: Client, press: Press) -> None:
    press.prepared()

    assert "1.000.000" not in text(client, "/cong-khai/")
    assert client.get("/cong-khai/ban/1/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "amount"), [("vi", "1.000.000"), ("en", "1,000,000")])
def test_money_is_shown_by_fund_and_month_in_both_languages(
    client: Client, press: Press, language: str, amount: str
) -> None:
    press.published()

    for address in (ROOTS[language], f"{ROOTS[language]}ban/1/"):
        page = text(client, address)
        assert amount in page
        assert "Quỹ nhân đạo" in page


@pytest.mark.django_db
def test_no_page_file_or_feed_names_who_was_helped(client: Client, press: Press) -> None:
    press.published()
    waiting, seen = ["/cong-khai/", "/en/", "/cong-khai/tin.xml", "/cong-khai/so/1/"], set()

    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        said = answer.content.decode("utf-8", "replace")
        assert "Páo" not in said, address
        assert "Nậm Tiến" not in said, address
        if "text/html" in answer["Content-Type"]:
            for link in html.fromstring(said).iterfind(".//a[@href]"):
                found = str(link.get("href")).split("#")[0]
                if found.startswith(("/cong-khai/", "/en/")) and found not in seen:
                    seen.add(found)
                    waiting.append(found)

    assert {"/en/ban/1/", "/cong-khai/du-lieu/1.csv", "/en/so/2/bang-chung.json"} <= seen


@pytest.mark.django_db
def test_the_verifier_that_is_offered_believes_the_proof_and_no_other(
    client: Client, press: Press, tmp_path: Path
) -> None:
    press.published()
    program, proof = tmp_path / "verifier.py", tmp_path / "proof.json"
    program.write_bytes(client.get("/cong-khai/so/verifier.py").content)
    proof.write_bytes(client.get("/cong-khai/so/2/bang-chung.json").content)

    def said() -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", str(program), str(proof)], capture_output=True, text=True,
            check=False, encoding="utf-8",
        )  # fmt: skip
        return done.returncode, done.stdout

    assert said()[0] == 0
    assert said()[1].startswith("ĐÚNG.")
    forged = json.loads(proof.read_text("utf-8"))
    forged["inclusion"]["entry"]["received"] = 2_000_000
    proof.write_text(json.dumps(forged), "utf-8")
    assert said()[0] == 1


@pytest.mark.django_db
def test_a_code_leads_to_its_entry_however_it_is_typed(client: Client, press: Press) -> None:
    press.published()
    key = PublicEntry.objects.get(index=1).key

    answer = client.get("/cong-khai/kiem-tra/", {"ma": f" {key.lower()} "})

    assert answer["Location"] == "/cong-khai/so/2/"
    assert "Không có mục nào" in text(client, "/cong-khai/kiem-tra/?ma=NA-0000")


@pytest.mark.django_db
def test_who_holds_a_page_already_gets_no_more_until_something_is_published(
    client: Client, press: Press
) -> None:
    press.published()
    first = client.get("/cong-khai/")

    again = client.get("/cong-khai/", headers={"If-None-Match": first["ETag"]})
    press.published()
    later = client.get("/cong-khai/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert "public" in first["Cache-Control"]
    assert later.status_code == 200


@pytest.mark.django_db
def test_a_correction_is_told_on_both(client: Client, press: Press) -> None:
    first = press.published()
    actions.publish(release=press.prepared(corrects=first), by=press.leader, at=AT)

    assert "Đã có bản đính chính: số 2" in text(client, "/cong-khai/ban/1/")
    assert "Corrects release no. 1" in text(client, "/en/ban/2/")


@pytest.mark.django_db
def test_data_can_be_used_again(client: Client, press: Press) -> None:
    release = press.published()

    rows = list(csv.DictReader(io.StringIO(text(client, "/en/du-lieu/1.csv").lstrip("\ufeff"))))
    assert [row["received"] for row in rows] == ["1000000"]
    assert json.loads(text(client, "/cong-khai/du-lieu/1.json")) == release.content
    feed = etree.fromstring(client.get("/cong-khai/tin.xml").content.strip())
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    assert "Disallow: /" in text(client, "/robots.txt")


def test_a_word_that_is_not_there_is_no_empty_page() -> None:
    with pytest.raises(LookupError, match="no public words"):
        words_in("vi")["khong_co"]


def test_bars_are_as_tall_as_their_amounts() -> None:
    drawn = chart([("2026-09", {"received": 1_000_000_000, "given": 500_000_000})])

    assert drawn is not None
    assert (drawn.most, drawn.half) == (1_000, "500")
    assert drawn.bars[0].received == 2 * drawn.bars[0].given
    assert chart([("2026-09", {"received": 0, "given": 0})]) is None
    assert [rounded_up(one) for one in (1, 3_000_000, 6_000_000, 70_000_000)] == [
        2_000_000, 5_000_000, 10_000_000, 100_000_000,
    ]  # fmt: skip


def test_pages_are_kept_up_to_so_many_bytes() -> None:
    shelf = Shelf(25)
    for name in "abc":
        shelf.put(name, HttpResponse(name * 10))

    assert [name for name in "abc" if shelf.get(name) is not None] == ["b", "c"]
    assert shelf.held == 20
