"""Whether a name that a bank told is of a person or of an organisation."""

import datetime as dt
import re
from typing import Final

from nhanai.base.text import fold
from nhanai.funds.vocab import DonorKind
from nhanai.people.rules.values import PersonValues, faults_of

_ORGANISATION: Final = re.compile(
    r"(cong ty|cty|chi nhanh|dntn|doanh nghiep|hop tac xa|htx|ngan hang|hoi |chi hoi|clb|"
    r"truong (thpt|thcs|tieu hoc|mam non|dai hoc|cao dang)|doan (thanh nien|xa|phuong)|"
    r"cau lac bo|ubnd|uy ban|benh vien|trung tam|to dan pho|nhom )"
)


def kind_of(name: str, *, today: dt.date) -> DonorKind:
    """An organisation where it begins like one, or could not be the name of a person."""
    wrong = any(one.blocking for one in faults_of(PersonValues(name), today=today))
    looks = _ORGANISATION.match(f"{fold(name)} ") is not None
    return DonorKind.ORGANISATION if looks or wrong else DonorKind.PERSON
