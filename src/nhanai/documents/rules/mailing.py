"""What a mail with a document is called, and when one may be sent once more."""

import uuid

from nhanai.mail.vocab import MailState


def may_send_again(state: str, *, same_address: bool) -> bool:
    """Whether a person may have it sent once more.

    What did not leave, or may not have; what left only where the address was wrong and is another
    one now.
    """
    if state in {MailState.FAILED, MailState.UNKNOWN}:
        return True
    return state == MailState.SENT and not same_address


def message_id(key: uuid.UUID, host: str) -> str:
    """The same for every try, so that a mail box which got two would know them as one."""
    return f"<van-ban.{key.hex}@{host}>"


def mail_subject(named: str, subject: str) -> str:
    """`Báo cáo số 05/BC-CTĐ ngày 05/3/2026: …` on one line that a list of mails can show."""
    whole = " ".join(f"{named}: {subject}".split())
    return whole if len(whole) <= 180 else f"{whole[:179].rsplit(' ', 1)[0]}…"
