"""A partner's table of codes: taken whole, or refused with everything that is wrong."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.builders.activities import AT, Field, a_field, at
from tests.builders.figures import measures
from tests.builders.identity import a_workplace

from nhanai.exchange.actions.partners import About, CannotMap, set_partner
from nhanai.exchange.models import Partner, PartnerCode
from nhanai.exchange.vocab import IdScheme
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.journal.models import Line
from nhanai.units.vocab import UnitKind

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
PAGE = "/so-lieu/trao-doi/doi-tac/"
GOOD = "loại,mã của ta,mã của đối tác\nchỉ tiêu,XH08,aB3\nĐơn vị,hoi-bum-to,oU7\nnhóm,XH12:TK,c1\n"


@pytest.fixture
def field() -> Field:
    """A chapter, and the catalogue."""
    measures()
    return a_field()


@pytest.fixture
def keeper(field: Field) -> User:
    """Who looks after the whole province."""
    return at(a_workplace(kind=UnitKind.PROVINCE), Role.ADMINISTRATOR)


def sent(client: Client, table: str | bytes, path: str = PAGE, **said: str) -> int:
    content = table.encode() if isinstance(table, str) else table
    file = SimpleUploadedFile("ma.csv", content)
    return client.post(
        path, {"name": "Sở Y tế", "scheme": "UID", "table": file, **said}
    ).status_code


def kept() -> list[tuple[str, str, str]]:
    return list(PartnerCode.objects.order_by("kind").values_list("kind", "ours", "theirs"))


def test_a_table_is_kept_and_a_new_one_takes_its_place(keeper: User, sign_in: SignIn) -> None:
    client = sign_in(keeper)

    assert sent(client, GOOD) == 302
    assert kept() == [
        ("MEASURE", "XH08", "aB3"), ("PART", "XH12:TK", "c1"), ("UNIT", "hoi-bum-to", "oU7"),
    ]  # fmt: skip
    path = f"{PAGE}{Partner.objects.get().pk}/"
    assert sent(client, "kind;ours;theirs\nmeasure;XH09;x9", path) == 302

    assert kept() == [("MEASURE", "XH09", "x9")]
    verbs = set(Line.objects.filter(verb__startswith="exchange.").values_list("verb", flat=True))
    assert verbs == {"exchange.partner_set"}


def test_what_is_taken_out_can_be_sent_back(keeper: User, sign_in: SignIn) -> None:
    client = sign_in(keeper)
    sent(client, GOOD)
    before, path = kept(), f"{PAGE}{Partner.objects.get().pk}/"

    assert sent(client, client.get(f"{path}bang-ma/").content, path) == 302

    assert kept() == before


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("loại,mã của ta,mã của đối tác\nchỉ tiêu,XX99,a", "không có chỉ tiêu nào mang mã “XX99”"),
        ("loại,mã của ta,mã của đối tác\nchỉ tiêu,XH08,a\nchỉ tiêu,XH09,a", "đã có ở dòng 2"),
        ("loại,mã của ta,mã của đối tác\nmàu,XH08,a", "cột loại ghi"),
        ("loại,mã của ta,mã của đối tác\nnhóm,XH12:TK,", "cần cả mã của ta"),
        ("a,b\n1,2", "cần ba tiêu đề"),
        ("", "Tệp trống"),
        (b"lo\xffi", "không ở bảng mã UTF-8"),
        (b"PK\x03\x04\0\0", "không phải tệp chữ"),
        ('loại,mã của ta,mã của đối tác\n"chỉ', "Không đọc được dòng"),
    ],
)
def test_a_bad_table_changes_nothing_and_says_what_is_wrong(
    keeper: User, sign_in: SignIn, table: str | bytes, told: str
) -> None:
    client = sign_in(keeper)
    sent(client, GOOD)
    before = kept()
    content = table.encode() if isinstance(table, str) else table

    answer = client.post(
        f"{PAGE}{Partner.objects.get().pk}/",
        {"name": "Khác", "scheme": "UID", "table": SimpleUploadedFile("ma.csv", content)},
    )

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert (kept(), Partner.objects.get().name) == (before, "Sở Y tế")


def test_two_partners_do_not_share_a_name(keeper: User, sign_in: SignIn) -> None:
    client = sign_in(keeper)

    assert (sent(client, GOOD), sent(client, GOOD)) == (302, 422)

    assert Partner.objects.count() == 1


def test_only_who_looks_after_the_province_changes_codes(field: Field, sign_in: SignIn) -> None:
    Partner.objects.create(name="Cũ", changed_by=field.officer, changed_at="2026-11-24T00:00Z")

    assert sent(sign_in(field.clerk), GOOD) == 403
    with pytest.raises(CannotMap):
        set_partner(partner=None, about=About("Mới", IdScheme.CODE), by=field.clerk, at=AT)
    assert list(Partner.objects.values_list("name", flat=True)) == ["Cũ"]

    assert sent(sign_in(field.officer), GOOD) == 302


def test_a_partner_is_forgotten_with_its_codes(keeper: User, sign_in: SignIn) -> None:
    client = sign_in(keeper)
    sent(client, GOOD)

    answer = client.post(f"{PAGE}{Partner.objects.get().pk}/bo/")

    assert answer.status_code == 302
    assert (Partner.objects.count(), kept()) == (0, [])
