"""Words of documents and the units that they mean, then and now."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from nhanai.units.rules import shipped
from nhanai.units.rules.answers import Resolution, Why
from nhanai.units.rules.known import Called, KnownUnit, Register
from nhanai.units.rules.resolving import NameIndex

THEN, NOW = dt.date(2023, 9, 15), dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(shipped.register())


def keys(found: Resolution) -> list[str]:
    return [unit.key for unit in found.units]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Hội Chữ thập đỏ tỉnh", "lc-hoi-tinh"),
        ("Hội Chữ thập đỏ", "lc-hoi-tinh"),
        ("Hội CTĐ tỉnh Lai Châu", "lc-hoi-tinh"),
        ("UBND tỉnh", "lc-ubnd-tinh"),
        ("uỷ ban nhân dân tỉnh", "lc-ubnd-tinh"),
        ("uy ban nhan dan tinh", "lc-ubnd-tinh"),
        ("2. Sở Nội vụ", "lc-so-noi-vu"),
        ("- Sở Y tế;", "lc-so-y-te"),
        ("SỞ Y TẾ", "lc-so-y-te"),
        ("Sở GD&ĐT", "lc-so-giao-duc-dao-tao"),
        ("Sở GD-ĐT", "lc-so-giao-duc-dao-tao"),
        ("Sở Giáo dục Đào tạo tỉnh", "lc-so-giao-duc-dao-tao"),
        ("Sở TT&TT", "lc-so-thong-tin-truyen-thong"),
        ("Sở VH, TT&DL", "lc-so-van-hoa-the-thao-du-lich"),
        ("Sở Văn hoá, Thể thao và Du lịch", "lc-so-van-hoa-the-thao-du-lich"),
        ("Sở LĐ - TB&XH", "lc-so-lao-dong-thuong-binh-xa-hoi"),
        ("Báo LC", "lc-bao"),
        ("Đài PTTH tỉnh", "lc-dai"),
        ("Đài PT - TH tỉnh", "lc-dai"),
        ("Công TTĐT tỉnh", "lc-cong-thong-tin-dien-tu"),
        ("Đề nghị Ủy ban MTTQ Việt Nam tỉnh", "lc-mat-tran"),
        ("UBMTTQVN tỉnh", "lc-mat-tran"),
        ("Tỉnh đoàn", "lc-tinh-doan"),
        ("LĐLĐ tỉnh", "lc-lien-doan-lao-dong"),
        ("Ban Dân vận Tỉnh ủy", "lc-ban-dan-van"),
        ("UBND huyện Tam Đường", "lc-ubnd-huyen-106"),
        ("UBND TP Lai Châu", "lc-ubnd-huyen-105"),
        ("Hội CTĐ thị trấn Mường Tè", "lc-hoi-xa-03433"),
        ("xã Pa Vệ Sủ", "lc-xa-03448"),
        ("Sở Thông tin và Truyền thong", "lc-so-thong-tin-truyen-thong"),
    ],
)
def test_words_of_2023_mean_one_unit(index: NameIndex, words: str, key: str) -> None:
    found = index.resolve(words, THEN)

    assert (keys(found), found.doubt, found.is_group) == ([key], None, False)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Sở Y tế", Why.EXACT),
        ("UBND tỉnh", Why.ALIAS),
        ("Hội Chữ thập đỏ", Why.SHORTENED),
        ("so y te", Why.UNACCENTED),
        ("Sở Tư phápp", Why.NEAR),
        ("Sở Vũ trụ", Why.UNKNOWN),
        ("Bộ Y tế", Why.OUTSIDE),
    ],
)
def test_the_answer_says_how_it_was_found(index: NameIndex, words: str, why: Why) -> None:
    assert index.resolve(words, THEN).why is why


def test_a_slip_of_a_letter_is_found_with_a_doubt(index: NameIndex) -> None:
    found = index.resolve("Sở Giaó dụcc và Đào tạo", THEN)

    assert keys(found) == ["lc-so-giao-duc-dao-tao"]
    assert found.doubt == (
        "Không có đơn vị nào tên đúng là “Sở Giaó dụcc và Đào tạo”;"
        " gần nhất là “Sở Giáo dục và Đào tạo”."
    )


@pytest.mark.parametrize(
    "words", ["các đơn vị có liên quan", "cơ quan chức năng", "Sở Y tế Hà Nội"]
)
def test_what_is_nobodys_name_stays_unknown(index: NameIndex, words: str) -> None:
    found = index.resolve(words, THEN)

    assert not found.is_known
    assert found.doubt == f"Không rõ “{words}” là đơn vị nào trong danh mục đơn vị."


def test_the_central_society_is_not_taken_for_the_provincial_one(index: NameIndex) -> None:
    found = index.resolve("Hội Chữ thập đỏ Việt Nam", THEN)

    assert (keys(found), found.why) == ([], Why.OUTSIDE)


def test_names_that_differ_by_a_tone_are_told_apart_or_doubted(index: NameIndex) -> None:
    exact = [keys(index.resolve(words, THEN)) for words in ("xã Nậm Cha", "xã Nậm Chà")]
    loose = index.resolve("xa nam cha", THEN)

    assert exact == [["lc-xa-03526"], ["lc-xa-03473"]]
    assert (loose.units, {one.unit.name for one in loose.candidates}) == (
        (),
        {"Xã Nậm Cha", "Xã Nậm Chà"},
    )
    assert loose.doubt == "“xa nam cha” có thể là: Xã Nậm Chà; Xã Nậm Cha. Hãy chọn một."


def test_one_name_means_different_communes_before_and_after_the_reform(index: NameIndex) -> None:
    then = index.resolve("UBND xã Mường Than", THEN, now=NOW)
    now = index.resolve("UBND xã Mường Than", NOW)

    assert (keys(then), keys(now)) == (["lc-ubnd-xa-03619"], ["lc-ubnd-xa-03618-2025"])
    assert [unit.name for unit in then.successors] == ["Ủy ban nhân dân xã Than Uyên"]
    assert (now.ended, now.doubt) == ((), None)


def test_an_ended_agency_named_today_is_told_with_its_successor(index: NameIndex) -> None:
    found = index.resolve("Sở TT&TT", NOW)

    assert keys(found) == []
    assert [(one.unit.name, one.on, one.is_verified) for one in found.ended] == [
        ("Sở Thông tin và Truyền thông", dt.date(2025, 3, 1), False)
    ]
    assert [unit.name for unit in found.holders] == ["Sở Khoa học và Công nghệ"]


def test_an_agency_not_yet_founded_is_doubted(index: NameIndex) -> None:
    found = index.resolve("Sở NN&MT", THEN)

    assert keys(found) == []
    assert found.doubt == (
        "Đến ngày 15/9/2023 chưa có “Sở Nông nghiệp và Môi trường” (từ 01/3/2025)."
    )


@pytest.mark.parametrize(
    ("day", "living"), [(THEN, 8), (dt.date(2025, 6, 30), 8), (dt.date(2025, 7, 1), 0), (NOW, 0)]
)
def test_the_districts_are_a_group_that_ended(index: NameIndex, day: dt.date, living: int) -> None:
    found = index.resolve("10. Ủy ban nhân dân các huyện, thành phố", day, now=NOW)

    assert (found.is_group, len(found.units), len(found.ended)) == (True, living, 8)
    assert len(found.successors) == 38
    assert {unit.kind for unit in found.holders} == {"PEOPLES_COMMITTEE"}


@pytest.mark.parametrize(
    ("words", "members"),
    [
        ("UBND các xã, phường", 38),
        ("UBND cấp xã", 38),
        ("Hội Chữ thập đỏ các cấp", 39),
        ("các tổ chức chính trị - xã hội", 5),
        ("các đoàn thể", 5),
    ],
)
def test_a_group_means_its_members_of_the_day(index: NameIndex, words: str, members: int) -> None:
    found = index.resolve(words, NOW)

    assert (found.is_group, len(found.units), found.doubt) == (True, members, None)


def test_departments_of_the_province_are_those_of_the_day(index: NameIndex) -> None:
    then, now = (set(keys(index.resolve("Các sở, ban, ngành tỉnh", day))) for day in (THEN, NOW))

    assert "lc-so-ngoai-vu" in then - now
    assert "lc-so-nong-nghiep-moi-truong" in now - then


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Báo Lai Châu, Đài Phát thanh và Truyền hình tỉnh, Cổng Thông tin điện tử tỉnh",
            ["lc-bao", "lc-dai", "lc-cong-thong-tin-dien-tu"],
        ),
        ("Các Sở: Y tế, Nội vụ", ["lc-so-y-te", "lc-so-noi-vu"]),
        ("Sở Y tế và Sở Nội vụ", ["lc-so-y-te", "lc-so-noi-vu"]),
        ("UBND các xã Bản Bo, Khun Há", ["lc-ubnd-xa-03424", "lc-ubnd-xa-03430"]),
        ("TT: Tỉnh ủy, HĐND tỉnh; (b/c)", ["lc-tinh-uy", "lc-hdnd-tinh"]),
    ],
)
def test_an_enumeration_means_all_that_it_names(
    index: NameIndex, words: str, expected: list[str]
) -> None:
    found = index.resolve(words, THEN)

    assert (keys(found), found.why) == (expected, Why.SEVERAL)


def test_the_front_and_the_organisations_are_six(index: NameIndex) -> None:
    words = "9. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội"

    found = index.resolve(words, THEN)

    assert (keys(found)[0], len(found.units)) == ("lc-mat-tran", 6)


def test_an_enumeration_with_a_stranger_stays_unknown(index: NameIndex) -> None:
    assert not index.resolve("Sở Y tế, Công ty Ngôi Sao", THEN).is_known


def test_bare_words_mean_the_units_of_whose_document_it_is(index: NameIndex) -> None:
    everyone = index.resolve("UBND các xã", THEN)
    district = index.resolve("UBND các xã", THEN, within="lc-ubnd-huyen-106")

    assert (len(everyone.units), len(district.units)) == (106, 13)


def test_a_former_name_leads_to_the_unit_that_bore_it() -> None:
    start, renamed = dt.date(2020, 1, 1), dt.date(2024, 1, 1)
    names = (
        Called("Hội Khuyến học", "", start, renamed),
        Called("Hội Khuyến học và Khuyến tài", "", renamed, None),
    )
    index = NameIndex(Register.of([KnownUnit("hoi", "OTHER", start, None, names)]))

    before, after = (index.resolve("Hội Khuyến học", day) for day in (start, renamed))

    assert (before.why, after.why) == (Why.EXACT, Why.FORMER)
    assert after.units[0].name == "Hội Khuyến học và Khuyến tài"


def test_no_words_are_no_name(index: NameIndex) -> None:
    assert index.resolve(" – ", THEN).doubt == "Không có tên đơn vị nào."


def test_the_resolver_starts_without_django() -> None:
    program = (
        "import sys; from nhanai.units.rules import shipped;"
        "from nhanai.units.rules.resolving import NameIndex; NameIndex(shipped.register());"
        "print('django' in sys.modules, 'rapidfuzz' in sys.modules)"
    )

    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=paths
    ).stdout

    assert said.split() == [b"False", b"False"]
