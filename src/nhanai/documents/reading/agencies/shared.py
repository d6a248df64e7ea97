"""Bodies that share one head: "Giám đốc các Sở: Y tế, Nội vụ và Tài chính"."""

import re
from dataclasses import dataclass, replace
from typing import Final

from nhanai.documents.reading.agencies import phrase, words
from nhanai.documents.reading.model import Assignee

_SECTORS: Final = (
    "Y tế", "Nội vụ", "Tài chính", "Tư pháp", "Xây dựng", "Công Thương", "Ngoại vụ", "Ngoại giao",
    "Nông nghiệp và Môi trường", "Nông nghiệp và Phát triển nông thôn", "Công an", "Quốc phòng",
    "Tài nguyên và Môi trường", "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Nông nghiệp",
    "Thông tin và Truyền thông", "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thể thao", "Du lịch",
    "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội", "Kế hoạch và Đầu tư",
    "Giao thông vận tải", "Dân tộc và Tôn giáo", "Quy hoạch - Kiến trúc", "Du lịch và Thể thao",
    "Giáo dục, Đào tạo", "Khoa học, Công nghệ", "GD&ĐT", "KH&CN", "NN&MT", "VHTT&DL", "TT&TT",
    "LĐ-TB&XH", "KH&ĐT", "TN&MT", "NN&PTNT", "Chữ thập đỏ", "Nông dân", "Liên hiệp Phụ nữ",
    "Cựu chiến binh", "Người cao tuổi", "Khuyến học",
)  # fmt: skip
_SECTOR: Final = re.compile(
    rf"(?:{words.alternatives(_SECTORS)})(?![^\W_])"
    r"(?!\s+(?:tỉnh|thành phố|huyện|xã|phường)\b)"
)
_HEAD: Final = re.compile(
    r"(?P<post>(?:các\s+)?(?:giám đốc|thủ trưởng|bộ trưởng)\s+)?(?:các\s+)?(?P<head>sở|bộ|hội)"
    r"\s*:?\s*(?=[A-ZĐ])",
    re.IGNORECASE,
)
_PLURAL: Final = re.compile(r".*?\bcác\b|.*:\s*$", re.IGNORECASE)
_NEXT: Final = re.compile(r"\s*(?:[,;]|và)\s+(?:và\s+)?")


@dataclass(frozen=True, slots=True)
class Shared:
    """The bodies' names written out, and where their list ends."""

    names: tuple[tuple[str, int, int], ...]
    """Each name with the place of its own words."""
    end: int


def read(text: str, at: int = 0) -> Shared | None:
    """Two bodies or more under the head that stands at `at`."""
    head = _HEAD.match(text, at)
    if head is None or (head["head"].lower() != "sở" and not _PLURAL.match(head[0])):
        return None
    post = re.sub(r"^các\s+", "", head["post"] or "", flags=re.IGNORECASE).capitalize()
    names: list[tuple[str, int, int]] = []
    place = head.end()
    while sector := _SECTOR.match(text, place):
        names.append((f"{post}{head['head'].capitalize()} {sector[0]}", *sector.span()))
        following = _NEXT.match(text, sector.end())
        if following is None:
            break
        place = following.end()
    return Shared(tuple(names), names[-1][2]) if len(names) > 1 else None


_TITLED: Final = re.compile(
    r"(?P<post>(?:giám đốc|thủ trưởng|bộ trưởng|chủ tịch)\s+)?(?:các\s+)?"
    r"(?P<head>sở|bộ|hội|ban)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*[;,](?!\s*Thể thao)\s*")


def written_out(text: str, assignees: tuple[Assignee, ...]) -> tuple[Assignee, ...]:
    """ "Các sở: Tài chính, Y tế" → "Sở Tài chính", "Sở Y tế"."""
    titled = _TITLED.match(text)
    if titled is None or not assignees:
        return assignees
    head = f"{titled['post'] or ''}{titled['head'].capitalize()}"
    named: list[str] = []
    for part in _PARTS.split(text[titled.end() :].rstrip(" .:")):
        cuts = [cut for cut in re.finditer(r"\s+và\s+", part) if phrase.begins(part, cut.end())]
        inner = part[: cuts[0].start()] if cuts else part
        if phrase.begins(part):
            named.append(part)
            continue
        named.append(f"{head} {inner}")
        named.extend(part[cut.end() :] for cut in cuts[:1])
    return tuple(replace(assignees[0], agency=name) for name in named)
