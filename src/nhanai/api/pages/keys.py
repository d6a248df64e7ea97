"""The page of one's keys."""

import datetime as dt
from dataclasses import dataclass

from nhanai.api.models import ApiKey
from nhanai.api.permissions import Permission
from nhanai.api.queries.keys import visible_to
from nhanai.identity.models import User
from nhanai.identity.queries import holds
from nhanai.web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class Keys:
    """Her keys, and the secret of one that was just made."""

    page: Page[ApiKey]
    today: dt.date
    can_make: bool
    token: str = ""

    @property
    def advice(self) -> str:
        """What to do where there is no key yet."""
        if self.can_make:
            return "Lập khóa ở dưới, mỗi chương trình một khóa."
        return "Vai trò của anh, chị không lập khóa máy. Hãy nhờ lãnh đạo hoặc người quản trị."


def keys(user: User, *, number: int, today: dt.date, token: str = "") -> Keys:
    """The page; `token` is shown this once."""
    page = page_of(visible_to(user), number=number, noun="khóa", size=10)
    return Keys(page, today, holds(user, Permission.CONNECT, today=today), token)
