"""The signatures of a file as its page shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from nhanai.documents import queries, rules
from nhanai.documents.models import Document, SignatureCheck
from nhanai.documents.pages.register import State
from nhanai.documents.signatures.values import Chain, Integrity, Verdict

INTEGRITY: Final[Mapping[Integrity, tuple[State, str]]] = {
    Integrity.WHOLE: (
        State("Nguyên vẹn", "ok", "tick"),
        "Chữ ký bao trùm toàn bộ văn bản; từ khi ký nội dung không đổi.",
    ),
    Integrity.SIGNED_AFTER: (
        State("Nguyên vẹn", "ok", "tick"),
        "Sau chữ ký này chỉ có thêm chữ ký khác; nội dung không đổi.",
    ),
    Integrity.ADDED_AFTER: (
        State("Có thêm sau khi ký", "hand", "warn"),
        "Sau chữ ký này có người thêm ghi chú hoặc điền biểu mẫu trong tệp. Hãy xem lại phần thêm.",
    ),
    Integrity.CHANGED: (
        State("Đã bị sửa sau khi ký", "bad", "stop"),
        "Nội dung tệp đã thay đổi sau chữ ký này. Hãy xin lại tệp gốc từ cơ quan ban hành.",
    ),
    Integrity.BROKEN: (
        State("Đã bị sửa", "bad", "stop"),
        "Nội dung không còn đúng như lúc ký. Hãy xin lại tệp gốc từ cơ quan ban hành.",
    ),
    Integrity.FALSE: (
        State("Chữ ký không đúng", "bad", "stop"),
        "Chữ ký không phải do khóa của chứng thư này tạo ra. Không nên tin văn bản này.",
    ),
    Integrity.UNREADABLE: (
        State("Không đọc được", "bad", "stop"),
        "Chữ ký hỏng hoặc theo chuẩn mà hệ thống chưa đọc được, nên không xác nhận được.",
    ),
}
CHAINS: Final[Mapping[Chain, str]] = {
    Chain.TRUSTED: "Chứng thư do nơi cấp trong danh sách tin cậy của cơ quan cấp.",
    Chain.UNKNOWN: "Nơi cấp chứng thư không có trong danh sách tin cậy của cơ quan.",
    Chain.LAPSED: "Chứng thư không có hiệu lực vào thời điểm ký.",
    Chain.NO_LIST: "Chưa có danh sách chứng thư tin cậy nên chưa kiểm tra được chuỗi.",
}


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature of a file."""

    verdict: Verdict
    state: State
    says: str
    chain: str
    is_first_fault: bool


@dataclass(frozen=True, slots=True)
class Signatures:
    """What is known of the signatures of a file that came in."""

    check: SignatureCheck | None
    rows: Sequence[SignatureRow]
    may_check: bool

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has looked yet."""
        return self.check is None


def signatures_of(document: Document, *, may_check: bool) -> Signatures | None:
    """The signatures of a document of the register, in one query; None where it is no .pdf."""
    if rules.suffix_of(document.file_name) != ".pdf":
        return None
    check = queries.signature_check_of(document)
    return Signatures(check, rows_of(check.verdicts if check else ()), may_check)


def rows_of(verdicts: Iterable[Verdict]) -> list[SignatureRow]:
    """The verdicts in words."""
    every = list(verdicts)
    faulty = next((one for one in every if INTEGRITY[one.integrity][0].tone == "bad"), None)
    return [
        SignatureRow(
            verdict=one,
            state=INTEGRITY[one.integrity][0],
            says=INTEGRITY[one.integrity][1],
            chain=CHAINS[one.chain],
            is_first_fault=one is faulty,
        )
        for one in every
    ]


def token_label() -> str:
    """The token of this installation; empty where none is set up."""
    return settings.PKCS11_TOKEN if settings.PKCS11_MODULE else ""
