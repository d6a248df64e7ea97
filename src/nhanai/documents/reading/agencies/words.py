"""The words that begin, continue and end the name of an agency."""

import re
import sys
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import product
from typing import Final

PROPER: Final = (
    "sở", "bộ", "ban", "ủy ban", "ubnd", "ubmttq", "ubmttqvn", "ubkt", "mttq", "mttqvn", "hđnd",
    "hội đồng", "mặt trận", "hội", "hiệp hội", "liên minh", "liên hiệp", "liên đoàn", "lđlđ",
    "đoàn", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "trung ương đoàn", "tỉnh ủy", "thành ủy",
    "huyện ủy", "thị ủy", "quận ủy", "đảng ủy", "đảng bộ", "chi bộ", "công an", "quân sự",
    "quân khu", "bộ chỉ huy", "bchqs", "ban chỉ huy", "bch", "bộ đội biên phòng", "bđbp",
    "biên phòng", "đồn biên phòng", "bộ tư lệnh", "báo", "đài", "cổng", "cổng thông tin",
    "cổng ttđt", "trung tâm", "chi cục", "cục", "tổng cục", "vụ", "viện", "học viện", "trường",
    "bệnh viện", "trạm y tế", "trạm", "phòng", "văn phòng", "vp", "thanh tra", "tòa án", "tand",
    "viện kiểm sát", "vksnd", "kho bạc", "ngân hàng", "bảo hiểm xã hội", "bhxh", "công ty", "cty",
    "tổng công ty", "tập đoàn", "hợp tác xã", "hải quan", "thuế", "bưu điện", "điện lực", "vnpt",
    "viettel", "mobifone", "quỹ", "nhà xuất bản", "tạp chí", "thường trực", "ban thường vụ",
    "ban chấp hành", "ban chỉ đạo", "đảng đoàn", "ban cán sự đảng", "ban cán sự", "bcđ",
    "tổ công tác", "hạt kiểm lâm", "kiểm toán", "thống kê tỉnh", "cục thống kê",
    "thông tấn xã", "ttxvn", "vtv", "vov", "chi nhánh", "thư viện", "bảo tàng", "nhà văn hóa",
    "trung ương hội", "trung ương đoàn", "tổng liên đoàn", "tỉnh hội", "thành hội", "huyện hội",
    "viễn thông", "câu lạc bộ", "trung đoàn", "sư đoàn", "hải đội", "tiểu đoàn", "cảng vụ",
    "công đoàn", "cơ quan thường trực", "cơ quan ủy ban kiểm tra", "chính phủ",
)  # fmt: skip
"""What a body's own name begins with."""

POSTS: Final = (
    "thủ tướng", "phó thủ tướng", "bộ trưởng", "thứ trưởng", "chủ tịch", "phó chủ tịch",
    "giám đốc", "phó giám đốc",
    "tổng giám đốc", "thủ trưởng", "chánh văn phòng", "chánh thanh tra", "trưởng ban",
    "trưởng phòng", "trưởng các", "hiệu trưởng", "bí thư", "phó bí thư", "tư lệnh",
    "chỉ huy trưởng", "tổng biên tập", "cục trưởng", "chi cục trưởng", "tổng cục trưởng",
    "viện trưởng", "chánh án", "người đứng đầu", "tổng thanh tra", "thống đốc", "đồng chí",
    "chủ nhiệm", "trưởng công an", "tổng kiểm toán", "lãnh đạo", "trưởng đoàn", "trưởng thôn",
    "trưởng bản", "trưởng xóm", "trưởng ấp", "tổ trưởng",
    "thành viên", "ông", "bà", "đ/c",
)  # fmt: skip
"""Posts that are charged in place of the body that they lead."""

GENERIC: Final = (
    "cơ quan", "đơn vị", "địa phương", "đoàn thể", "doanh nghiệp", "hộ gia đình", "cộng đồng",
    "lực lượng", "phương tiện", "chính quyền", "cấp ủy", "cấp ủy đảng", "nhà trường",
    "chủ đầu tư", "chủ hồ", "chủ hồ chứa", "chủ công trình", "chủ rừng", "chủ cơ sở",
    "chủ phương tiện", "hệ thống truyền thanh", "hệ thống truyền thông", "hệ thống chính trị",
    "hệ thống thông tin cơ sở", "nhà thầu", "cơ sở y tế", "cơ sở giáo dục", "cơ sở khám",
    "cơ sở kinh doanh", "tổ chức chính trị", "tổ chức xã hội", "tổ chức hội", "tổ chức đoàn",
    "tổ chức đảng", "tổ chức tín dụng", "tổ chức công đoàn", "tổ chức thành viên", "ngành",
    "cấp", "nhà tài trợ", "tổ", "đội", "thôn", "cơ sở đào tạo", "tổ chức phi chính phủ", "tnxp",
    "cấp hội", "chi hội", "khối", "tuyến",
)  # fmt: skip
"""Classes of bodies that have no name of their own."""

BARE: Final = (
    "sở", "bộ", "ban", "ngành", "đoàn thể", "hội", "cơ quan", "đơn vị", "địa phương", "tổ chức",
    "cá nhân", "doanh nghiệp", "cộng đồng", "hộ gia đình", "phương tiện", "phòng", "cấp", "nhà",
    "hợp tác xã", "hộ kinh doanh", "thủ trưởng", "hội viên", "người dân", "nhân dân", "chi cục",
    "cục", "viện", "trường", "lĩnh vực", "hội đoàn thể", "các cấp", "báo", "đài",
)  # fmt: skip
"""What may stand bare in one group with others: "các sở, ban, ngành"."""

AREAS: Final = (
    "tỉnh", "thành phố", "tp", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "đặc khu",
    "thôn", "bản", "ấp", "buôn", "làng", "khóm", "tổ dân phố", "khu phố", "khu dân cư",
)  # fmt: skip

AFTER_AREA: Final = (
    "biên giới", "vùng", "miền", "nghèo", "đặc biệt", "khó khăn", "ven", "hải đảo", "đảo",
    "trọng điểm", "lân cận", "cũ", "mới", "còn lại", "phía", "nơi", "hội", "ủy", "uỷ", "đoàn",
    "viên", "lớn", "kết nghĩa", "bạn", "khóa", "khoá", "nhiệm kỳ", "loại", "hai", "02", "đạt",
    "điểm", "nông thôn", "thuần", "đông", "có đông", "cao", "thấp", "xa", "gần",
)  # fmt: skip
"""What may follow a kind of place in small letters: "các xã biên giới"."""

QUANTIFIERS: Final = (
    "tất cả các",
    "toàn thể các",
    "các",
    "những",
    "tất cả",
    "toàn thể",
    "mọi",
    "từng",
    "mỗi",
    "hai",
    "cả hai",
)

PLURALS: Final = (
    "tổ chức", "cá nhân", "hộ", "chủ", "cấp", "trường", "bên", "hội", "người", "nhà", "tập thể",
    "mạng lưới", "đối tác", "cơ sở", "tôn giáo", "phòng", "ban", "chức sắc",
)  # fmt: skip
"""Classes of bodies only after "các"."""

NO_BODY: Final = {
    "ban": ("hành", "bố", "đầu", "đêm", "ngày", "phát", "tặng", "cho"),
    "bộ": ("tiêu chí", "chỉ số", "luật", "tài liệu", "quy", "máy", "thủ tục", "phận", "dữ liệu",
           "công cụ", "câu hỏi", "nhận diện", "sản phẩm", "đề", "giải", "hồ sơ", "mã", "mẫu"),
    "hội": ("nghị", "thảo", "thi", "chợ", "diễn", "nhập", "trại", "đàm", "họp", "tụ", "ý", "chứng",
            "thao", "giảng", "chẩn"),
    "báo": ("cáo", "động", "chí", "hiệu", "đảm", "giá", "công"),
    "đài": ("thọ", "tưởng"),
    "đoàn": ("kết", "công tác", "kiểm tra", "viên", "tụ", "người", "đi"),
    "phòng": ("chống", "ngừa", "dịch", "thủ", "tránh", "học", "bệnh", "khám", "vệ", "cháy",
              "cách", ","),
    "viện": ("trợ", "phí", "dẫn"),
    "trường": ("hợp", "lớp"),
    "tổ": ("chức", "hợp"),
    "đội": ("ngũ",),
    "cục": ("bộ", "diện"),
    "vụ": ("việc", "án", "mùa", "hè", "đông", "xuân", "thu"),
    "quỹ": ("đất", "thời gian"),
    "thuế": ("suất",),
    "trạm": ("bơm", "biến"),
    "cấp": ("phát", "bách", "cứu", "phép", "thiết", "nước", "giấy", "kinh", "độ", "thẻ", "oresol",
            "đủ", "cho", "có", "thuốc", "ngay", "mới", "miễn", "hóa", "điện", "mã", "bổ",
            "trung ương",
            "tỉnh", "huyện", "xã", "thành phố", "phường", "cơ sở", "thôn", "quốc gia"),
    "ngành": ("nghề",),
    "khối": ("lượng",),
    "thanh tra": (",", "việc", "công tác", "các", "chuyên", "đột"),
    "kiểm toán": (",", "việc", "các", "nội"),
    "lãnh đạo": (",", "chỉ", "công tác", "việc"),
    "thường trực": (",",),
    "cơ quan": ("chủ trì:", "thực hiện:", "phối hợp:"),
    "quân sự": (",",),
    "đơn vị": ("tính",),
    "tổ chức hội": ("nghị", "thảo", "thi", "chợ", "trại", "thao", "đàm", "họp"),
    "tổ chức đoàn": ("công tác", "kiểm tra", "giám sát", "liên ngành", "đi"),
    "chủ nhiệm": ("vụ",),
    "ông": ("bà",),
    "bà": ("con",),
    "tuyến": ("đường", "đê", "phố"),
}  # fmt: skip
"""What follows when the word begins no body: "ban hành", "Bộ tiêu chí", "Hội nghị"."""

NEEDS_NAME: Final = frozenset(
    ("bộ", "báo", "đài", "phòng", "viện", "trường", "đoàn", "cổng", "quỹ", "vụ", "thuế", "cục",
     "hội", "ban", "thanh tra", "kiểm toán", "trạm", "quân sự", "hải quan", "thường trực", "ông",
     "bà", "lãnh đạo", "viễn thông", "câu lạc bộ",
     "biên phòng", "thư viện", "khối", "tuyến", "tổ", "đội", "ngân hàng")
)  # fmt: skip
"""Words that begin a body only when a name or a place follows."""

LOWER_NAMES: Final = (
    "chỉ huy", "chỉ đạo", "quản lý", "tổ chức", "tuyên giáo", "dân vận", "dân tộc", "nội chính",
    "kiểm tra", "thường vụ", "chấp hành", "vận động", "điều hành", "giám hiệu", "quản trị",
    "đại diện", "liên lạc", "pháp chế", "kinh tế", "văn hóa", "phát thanh", "truyền hình",
    "truyền thanh", "khí tượng", "thông tin", "thanh niên", "tncs", "đại biểu", "luật sư",
    "nông dân", "phụ nữ", "cựu chiến binh", "chữ thập đỏ", "người", "khuyến học", "kiểm sát",
    "nghiên cứu", "học", "đại học", "cao đẳng", "trung học", "tiểu học", "thpt", "thcs", "mầm non",
    "phổ thông", "chính trị", "công lập", "dân", "chuyên môn", "nhà nước", "chính phủ",
    "chính sách",
    "cơ sở", "thương mại", "vũ trang", "xung kích", "cứu hộ", "y tế", "thi đua", "ngành", "trưởng",
    "mặt trận", "công tác", "giám sát", "bảo vệ", "an toàn", "ứng phó", "phản ứng", "công nghệ số",
)  # fmt: skip
"""What may follow in small letters."""

STRONG_VERBS: Final = (
    "chủ trì", "phối hợp", "chỉ đạo", "tham mưu", "triển khai", "tổ chức", "thực hiện",
    "hướng dẫn", "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "chủ động", "tăng cường",
    "căn cứ", "báo cáo", "theo dõi", "kiểm tra", "rà soát", "đẩy mạnh", "nâng cao", "tiếp tục",
    "đôn đốc", "tích cực", "thường xuyên", "kịp thời", "khẩn trương", "nghiêm túc", "phải",
    "cần", "sẽ", "đã", "được", "không", "đồng thời", "trực tiếp", "là", "làm", "bị", "đưa",
    "lồng ghép", "tuyên truyền", "phổ biến", "quán triệt", "cập nhật", "thẩm định", "bố trí",
    "đảm bảo", "bảo đảm", "huy động", "hỗ trợ", "tạo điều kiện", "xem xét", "đề xuất", "cân đối",
    "tổng hợp", "thống kê", "lập", "xây dựng", "ban hành", "trình", "nghiên cứu", "phát huy",
    "phát động", "vận động", "duy trì", "quan tâm", "ưu tiên", "đăng ký", "tiếp nhận", "phân bổ",
    "phân công", "giao", "yêu cầu", "đề nghị", "cử", "gửi", "nộp", "hoàn thành", "hoàn thiện",
    "củng cố", "kiện toàn", "đổi mới", "thành lập", "tổ chức", "giám sát", "phản biện", "dựng",
    "thẩm tra", "tập trung", "tham gia", "định hướng", "xác định", "đánh giá", "dự báo", "dừng",
    "xử lý", "điều phối", "điều hành", "vận chuyển", "phân phối", "thu hút", "mở", "tổng kết",
    "sơ kết", "đăng", "đăng tải", "phát sóng", "đưa tin", "thông báo", "thông tin kịp thời",
    "cung cấp", "niêm yết", "công bố", "công khai", "kết nối", "ứng dụng", "tập huấn", "đào tạo",
    "bồi dưỡng", "biên soạn", "góp ý", "tiến hành", "kêu gọi", "động viên", "khen thưởng",
    "phê duyệt", "quyết định", "ký", "thống nhất", "sớm", "khắc phục", "ứng phó", "trực",
    "sơ tán", "di dời", "thu gom", "tiêu hủy", "phun", "vệ sinh", "khử", "điều tra", "truy vết",
    "tiêm", "khám", "điều trị", "chăm lo", "chăm sóc", "thăm", "trao", "tặng", "tiếp tế", "cứu trợ",
    "giúp", "giúp đỡ", "thay mặt", "trên cơ sở", "trong công tác", "trong việc", "trong quá trình",
    "trong triển khai", "trong tổ chức", "khi", "nếu", "để", "nhằm", "về", "theo", "tùy", "tuỳ",
    "qua", "thông qua", "đối với", "bằng", "do", "vì", "mà", "thì", "nên", "gắn", "như", "đến",
    "từ", "cho", "với", "cùng", "của mình", "vào", "nắm", "quy định", "chuẩn bị", "phát hiện",
    "ngăn chặn", "đấu tranh", "phòng ngừa", "tuần tra", "sử dụng hiệu quả", "chấp hành", "tuân thủ",
    "nghiêm cấm", "lựa chọn", "có phương án", "có kế hoạch", "có giải pháp", "có văn bản",
    "có biện pháp", "có hình thức", "có ý kiến", "có thể", "tự", "hằng năm", "hàng năm", "định kỳ",
    "nhân rộng", "đa dạng", "bám sát", "quản lý chặt chẽ", "thu hoạch", "gieo", "mua", "dự trữ",
    "biểu dương", "tôn vinh", "giới thiệu", "sửa chữa", "khôi phục", "giải quyết", "tháo gỡ",
    "tổ chức,", "bảo quản", "hiệp đồng", "cảnh báo", "khuyến cáo", "khuyến khích", "phản ánh",
    "đo đạc", "kê khai", "điều tiết", "lắp đặt", "treo", "đặt", "vào cuộc", "nhanh chóng",
    "sẵn sàng",
    "trước ngày", "trước", "sau", "ngoài", "trong thời gian", "hiện", "đang", "vẫn", "chưa", "cũng",
    "đều", "luôn", "hết", "mỗi năm", "tối thiểu", "ít nhất", "phấn đấu", "nêu", "gồm", "bao gồm",
    "lãnh đạo việc", "lãnh đạo công tác", "lãnh đạo thực hiện", "lãnh đạo,", "lãnh đạo triển khai",
    "lãnh đạo tổ chức", "quản lý nhà nước về", "vận hành", "giữ", "giữ vai trò", "dẫn dắt",
    "trả", "hồi", "kiểm soát", "phòng, chống", "phòng chống", "kiểm đếm",
    "cấm", "bình xét", "cụ thể hóa", "cụ thể hoá", "cảnh giới", "ký cam kết",
    "dành", "nhắc nhở", "phát lệnh", "thể chế hóa", "khảo sát", "thu thập", "số hóa",
    "khai thác dữ liệu",
)  # fmt: skip
"""What always ends a name: the predicate begins, or a circumstance."""

WEAK_VERBS: Final = (
    "quản lý", "khai thác", "kinh doanh", "sản xuất", "bảo vệ", "phục vụ", "thi công",
    "sử dụng", "thuộc", "tại", "trong", "trên", "ở", "có", "thuê", "chế biến", "thông tin",
    "truyền thông", "thanh tra", "bổ sung", "liên kết",
)  # fmt: skip
"""What ends a name only when the name is complete; else it is part of it."""

COMPOUNDS: Final = frozenset(
    ("công trình", "chương trình", "quy trình", "quá trình", "công lập", "dân lập", "độc lập",
     "ngoại giao", "hàng không", "phòng không", "thường trực", "bàn giao", "đô thị", "giao",
     "truyền hình", "phát sóng", "xây dựng", "tự trị", "tự quản", "tôn giáo")
)  # fmt: skip
"""Words whose second syllable looks like a verb."""

QUALIFIERS: Final = (
    "có liên quan", "liên quan", "cùng cấp", "các cấp", "cấp tỉnh", "cấp huyện", "cấp xã",
    "cấp cơ sở", "cấp trên", "cấp dưới", "trực thuộc trung ương", "trực thuộc", "thuộc tỉnh",
    "thuộc ubnd tỉnh", "thuộc ủy ban nhân dân tỉnh", "thuộc phạm vi quản lý", "thuộc thẩm quyền",
    "thuộc thành phố", "thuộc", "trên địa bàn", "đóng trên địa bàn", "trong tỉnh",
    "trong toàn tỉnh", "trong và ngoài tỉnh", "trong và ngoài nước", "trong cả nước",
    "trung ương", "ở trung ương", "ở địa phương", "cơ sở", "địa phương", "chức năng", "nhà nước",
    "chuyên môn", "khác", "nêu trên", "có thẩm quyền", "chủ quản", "truyền thông", "ngang bộ",
    "thuộc chính phủ", "các huyện", "các xã", "các tỉnh", "các phường", "các sở", "các quận",
    "các thành phố", "các khu", "các thị xã", "các trường", "các dự án", "các thôn", "các bộ",
    "các đơn vị", "các cơ quan", "các ngành", "các ban", "các hội", "các đặc khu", "các tổ chức",
    "được giao nhiệm vụ", "được phân công chủ trì", "được phân công", "được giao chủ trì",
    "khu vực", "tuyến xã", "tuyến tỉnh", "cả nước", "này", "trên", "bị ảnh hưởng", "tham gia",
)  # fmt: skip
"""What continues a name in small letters, several words at once."""


class Words:
    """Looks for any of many words at a place, trying only those that begin with its two letters.

    One pattern for each two letters, made when it is first needed; one for a whole letter where
    one of its words has no second.
    """

    def __init__(
        self,
        words: Iterable[str],
        *,
        flags: re.RegexFlag = re.IGNORECASE,
        before: str = "",
        after: str = r"(?![^\W_])",
    ) -> None:
        self._flags, self._before, self._after = flags, before, after
        self._words: dict[str, list[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        all_words = list(words)
        whole = {word[0] for word in all_words if not word[1:2].isalpha()}
        self._has_whole = bool(whole)
        for word in all_words:
            key = word[:1] if word[0] in whole else word[:2]
            ways = [{sign, sign.upper()} if flags & re.IGNORECASE else {sign} for sign in key]
            for letters in map("".join, product(*ways)):
                self._words.setdefault(letters, []).append(word)

    @property
    def begin(self) -> AbstractSet[str]:
        """The two letters, or the one, with which the words begin, in all ways to write them."""
        return self._words.keys()

    def match(self, text: str, at: int = 0, limit: int = sys.maxsize) -> re.Match[str] | None:
        """The longest of the words that stands at `at`, whole."""
        letters = text[at : at + 2]
        if letters not in self._words:
            if not self._has_whole or letters[:1] not in self._words:
                return None
            letters = letters[:1]
        pattern = self._patterns.get(letters) or self._made(letters)
        return pattern.match(text, at, limit)

    def _made(self, letters: str) -> re.Pattern[str]:
        any_of = alternatives(self._words[letters])
        made = re.compile(f"{self._before}(?:{any_of}){self._after}", self._flags)
        self._patterns[letters] = made
        return made


def alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, longer ones first."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
