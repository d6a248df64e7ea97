"""What people said of the society, in every state; every name and event is invented."""

import datetime as dt
from typing import Final

from nhanai.feedback import actions
from nhanai.feedback.actions import FORM, Said
from nhanai.feedback.models import Feedback
from nhanai.feedback.queries import followed
from nhanai.feedback.vocab import FeedbackKind, FeedbackWay
from nhanai.identity.models import User
from nhanai.sending.actions import Came, opened
from nhanai.units.models import Unit

_SAID: Final = (
    (
        FeedbackKind.AID,
        "HELPED",
        "Nhà tôi ở bản 3 có tên trong danh sách mà chưa nhận được gạo.",
    ),
    (FeedbackKind.IDEA, "MEMBER", "Nên trao quà tại nhà văn hóa bản để người già đỡ phải đi xa."),
    (FeedbackKind.MONEY, "DONOR", "Tôi chuyển khoản ngày 12 mà chưa thấy biên nhận."),
    (FeedbackKind.FRAUD, "OTHER", "Có người thu 50.000 đồng rồi mới cho ký nhận chăn."),
)
_ANSWER: Final = (
    "Cảm ơn ông, bà. Gạo của bản 3 về chậm vì sạt đường, Hội cơ sở trao bù ngày 28 tại nhà văn hóa."
)


def everything(*, at: dt.datetime) -> None:
    """Make them, if there is none yet: two from the public, two written down at the office."""
    if Feedback.objects.exists():
        return
    officer = User.objects.get(username="vanphong")
    office = Unit.objects.get(key="lc-hoi-tinh")
    for number, (kind, sender, text) in enumerate(_SAID):
        said = Said(kind, sender, text)
        if number % 2:
            actions.write_down(said=said, way=FeedbackWay.PHONE, unit=office, by=officer, at=at)
            continue
        phrase = opened(FORM, at=at - dt.timedelta(minutes=2))
        code = actions.send(said=said, came=Came(phrase, f"192.0.2.{number}"), at=at)
        row = followed(code)
        if row is not None:
            actions.take(feedback=row, by=officer, at=at)
    first = Feedback.objects.filter(kind=FeedbackKind.AID).first()
    if first is not None:
        actions.answer(feedback=first, text=_ANSWER, by=officer, at=at)
