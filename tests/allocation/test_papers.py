"""A round as a document: one writing, one hash, and computed again by anyone."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings
from tests.allocation.test_rules import rounds

import nhanai
from nhanai.allocation.rules import papers
from nhanai.allocation.rules.papers import Change, Heading, Json, RoundPaper
from nhanai.allocation.rules.solving import CannotDivide, solve
from nhanai.allocation.rules.values import Claimant, Pot, Round
from nhanai.allocation.rules.verifying import verified
from nhanai.base import canonical

pytestmark = pytest.mark.nodb

SOURCE = Path(nhanai.__file__).parent
SCHEMA = json.loads((SOURCE / "allocation/data/round.schema.json").read_text("utf-8"))
HEADING = Heading("PB-2026-01", "Phân bổ Quỹ trợ giúp nhân đạo", "2026-11-28")


def a_round() -> Round:
    return Round(
        (Pot("NĐ", 3_000_000, "Quỹ trợ giúp nhân đạo"), Pot("TE", 500_000, "Vì trẻ em")),
        (
            Claimant("H-001", 2_000_000, weight=3, groups=("Mường Than",)),
            Claimant("H-002", 5_000_000, weight=2, received=500_000, pots=frozenset({"NĐ"})),
            Claimant("H-003", 1_000_000, maximum=300_000, groups=("Bum Tở",)),
        ),
        lot="28/11/2026",
    )


def a_paper(*changes: Change) -> RoundPaper:
    one = a_round()
    return RoundPaper(HEADING, one, solve(one), changes)


def a_change(paper: RoundPaper) -> Change:
    was = paper.result.given[0][0]
    return Change("H-001", "NĐ", was, was - 100_000, "Vừa được nhà trường hỗ trợ")


@given(one=rounds(most=6, largest=40, pots=3))
@settings(max_examples=40, deadline=None)
def test_what_is_written_follows_the_schema_reads_back_and_is_verified(one: Round) -> None:
    try:
        paper = RoundPaper(HEADING, one, solve(one))
    except CannotDivide:
        return
    data = papers.written(paper)

    jsonschema_rs.validate(SCHEMA, json.loads(data))
    assert papers.read(data)[0] == paper
    assert papers.written(papers.read(data)[0]) == data
    assert verified(data)[0]


def test_a_change_by_hand_is_told_with_its_reason() -> None:
    paper = a_paper()
    changed = replace(paper, changes=(a_change(paper),))
    is_right, lines = verified(papers.written(changed))

    assert is_right
    assert "Lý do: Vừa được nhà trường hỗ trợ" in lines[-1]
    assert sum(changed.final[0].values()) == sum(paper.final[0].values()) - 100_000


def tampered(change: Callable[[Json], object], *, is_rehashed: bool) -> list[str]:
    """What is said of the paper when somebody changed it, and perhaps the hashes too."""
    paper = a_paper()
    top = papers.as_json(replace(paper, changes=(a_change(paper),)))
    change(top)
    if is_rehashed:
        try:
            again = papers.read(canonical.written(top))[0]
            top["hashes"] = papers.as_json(again)["hashes"]
        except papers.NotARound:
            pass
    is_right, lines = verified(canonical.written(top))
    assert not is_right
    return lines


def test_a_changed_input_shows_by_its_hash_and_by_who_gets_otherwise() -> None:
    def richer(top: Json) -> None:
        top["claimants"][0]["need"] = 9_000_000

    said = tampered(richer, is_rehashed=False)
    assert said[0] == (
        "Mã băm của dữ liệu đầu vào không khớp: dữ liệu đầu vào đã bị sửa sau khi công bố."
    )
    assert tampered(richer, is_rehashed=True)[0].startswith("H-001: tệp ghi ")


def test_a_share_moved_from_one_to_another_shows_even_with_new_hashes() -> None:
    def moved(top: Json) -> None:
        given = top["result"]["given"]
        given[0]["NĐ"] -= 1_000
        given[1]["NĐ"] += 1_000

    said = tampered(moved, is_rehashed=True)

    assert [line.split(":")[0] for line in said[:2]] == ["H-001", "H-002"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda top: top.update(extra=1), "không thuộc lược đồ"),
        (lambda top: top["claimants"][0].pop("need"), "thiếu “need”"),
        (lambda top: top["claimants"][0].update(need=True), "phải là số nguyên"),
        (lambda top: top["claimants"][0].update(need=-5), "phải lớn hơn 0"),
        (lambda top: top["parameters"].update(objective="ĐỀU"), "Cách chia"),
        (lambda top: top["parameters"].update(step=0), "chia tròn"),
        (lambda top: top["result"]["groups"][0].update(members=[99]), "không có trong đợt"),
        (lambda top: top["result"]["given"].pop(), "khác số người"),
        (lambda top: top["changes"][0].update(pot="?"), "không có trong đợt"),
        (lambda top: top["changes"][0].update(reason=" "), "không ghi lý do"),
        (lambda top: top["changes"][0].update(becomes=9_000_000), "chia quá số có"),
        (lambda top: top["changes"][0].update(becomes=-1), "số âm"),
        (lambda top: top["changes"][0].update(was=1), "số cũ không đúng"),
        (lambda top: top.update(version=2), "phiên bản khác"),
        (lambda top: top.update(claimants="x"), "phải là danh sách"),
        (lambda top: top.update(round=[]), "phải là một đối tượng"),
    ],
)
def test_every_kind_of_damage_is_told_in_a_sentence(
    change: Callable[[Json], object], words: str
) -> None:
    assert any(words in line for line in tampered(change, is_rehashed=True))


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'{"a":1,"a":2}', b'{"a":1.5}', b"[" * 10**5])
def test_what_is_no_document_at_all_is_refused(data: bytes) -> None:
    is_right, lines = verified(data)

    assert (is_right, len(lines)) == (False, 1)


def test_the_command_answers_without_django_and_without_a_database(tmp_path: Path) -> None:
    right, wrong = tmp_path / "đợt.json", tmp_path / "sai.json"
    right.write_bytes(papers.written(a_paper()))
    wrong.write_bytes(papers.written(a_paper()).replace(b"2000000", b"2000001"))
    program = (
        "import sys; from nhanai.project.cli import main; code = main(); "
        "print('django' in sys.modules); raise SystemExit(code)"
    )

    def asked(*files: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, "verify", *map(str, files)]
        return subprocess.run(
            command, capture_output=True, text=True, check=False,
            env={"PYTHONPATH": str(SOURCE.parent), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip

    yes, no = asked(right), asked(wrong)
    assert (yes.returncode, yes.stdout.split(".")[0]) == (0, "ĐÚNG")
    assert yes.stdout.splitlines()[-1] == "False"
    assert (no.returncode, no.stdout.splitlines()[0]) == (1, "KHÔNG ĐÚNG.")
    assert asked(tmp_path / "không có.json").returncode == 2
