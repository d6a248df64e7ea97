"""A province with a chapter that hears what people say of it."""

import datetime as dt
from dataclasses import dataclass

from tests.builders.identity import a_user, a_workplace, an_appointment

from nhanai.feedback import actions
from nhanai.feedback.actions import FORM, Said
from nhanai.feedback.models import Feedback
from nhanai.feedback.queries import followed
from nhanai.feedback.vocab import FeedbackKind
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.sending.actions import Came, opened
from nhanai.units.models import Unit
from nhanai.units.vocab import Line, UnitKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Hearing:
    """The office, its chapter, and who works there."""

    office: Unit
    chapter: Unit
    officer: User
    head: User
    inspector: User
    second: User

    def sent(
        self, kind: FeedbackKind = FeedbackKind.AID, text: str = "Chưa nhận được quà Tết",
        *, address: str = "203.0.113.7",
    ) -> tuple[Feedback, str]:  # fmt: skip
        """Sent by somebody who opened the form a minute ago; with its code."""
        phrase = opened(FORM, at=AT - dt.timedelta(minutes=1))
        said = Said(kind, "HELPED", text, "Sùng A Lử", "0912 000 111", self.chapter)
        code = actions.send(said=said, came=Came(phrase, address), at=AT)
        found = followed(code)
        assert found is not None
        return found, code


def some_hearing() -> Hearing:
    """The smallest world in which somebody complains."""
    office = a_workplace(name="Hội tỉnh", kind=UnitKind.PROVINCE, line=Line.RED_CROSS)
    chapter = a_workplace(
        name="Hội xã Bum Tở", kind=UnitKind.CHAPTER, under=office, line=Line.RED_CROSS
    )
    people = [
        an_appointment(user=a_user(full_name=name), role=role, unit=unit).user
        for role, name, unit in (
            (Role.PROVINCE_OFFICER, "Lò Thị Hạnh", office),
            (Role.CHAPTER_HEAD, "Chẻo Láo Sử", chapter),
            (Role.INSPECTOR, "Nùng Văn Kiểm", office),
            (Role.INSPECTOR, "Vàng Thị Tra", office),
        )
    ]
    return Hearing(office, chapter, *people)
