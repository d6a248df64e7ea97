"""The words of people and of their data."""

from typing import Final

from django.db import models


class Sex(models.TextChoices):
    """Giới tính."""

    MALE = "MALE", "Nam"
    FEMALE = "FEMALE", "Nữ"


class HouseholdKind(models.TextChoices):
    """Loại hộ."""

    POOR = "POOR", "Hộ nghèo"
    NEAR_POOR = "NEAR_POOR", "Hộ cận nghèo"
    HARDSHIP = "HARDSHIP", "Hộ có hoàn cảnh khó khăn khác"
    OTHER = "OTHER", "Không thuộc các loại trên"


class RoleKind(models.TextChoices):
    """Loại vai trò của người: one person holds several; they never add up to people."""

    MEMBER = "MEMBER", "Hội viên"
    HONORARY_MEMBER = "HONORARY_MEMBER", "Hội viên danh dự"
    VOLUNTEER = "VOLUNTEER", "Tình nguyện viên"
    YOUTH = "YOUTH", "Thanh niên Chữ thập đỏ"
    TEENAGER = "TEENAGER", "Thiếu niên Chữ thập đỏ"
    COLLABORATOR = "COLLABORATOR", "Cộng tác viên"
    OFFICER = "OFFICER", "Cán bộ Hội"
    GROUP_MEMBER = "GROUP_MEMBER", "Thành viên câu lạc bộ, đội, chi hội"
    DONOR = "DONOR", "Nhà hảo tâm"
    BLOOD_DONOR = "BLOOD_DONOR", "Người hiến máu"
    BENEFICIARY = "BENEFICIARY", "Đối tượng thụ hưởng"


class VolunteerGrade(models.TextChoices):
    """Hạng tình nguyện viên."""

    PLATINUM = "PLATINUM", "Bạch kim"
    GOLD = "GOLD", "Vàng"
    SILVER = "SILVER", "Bạc"
    ACTIVE = "ACTIVE", "Hoạt động"


CORE_GRADES: Final = frozenset(
    {VolunteerGrade.PLATINUM, VolunteerGrade.GOLD, VolunteerGrade.SILVER}
)
"""Graded volunteers count as core ones (tình nguyện viên nòng cốt); our reading, unverified."""


class EndReason(models.TextChoices):
    """Lý do kết thúc vai trò."""

    TRANSFERRED = "TRANSFERRED", "Chuyển nơi sinh hoạt"
    LEFT = "LEFT", "Xin thôi"
    LAPSED = "LAPSED", "Không còn sinh hoạt"
    EXPELLED = "EXPELLED", "Bị xóa tên, khai trừ"
    DIED = "DIED", "Qua đời"
    TERM_ENDED = "TERM_ENDED", "Hết nhiệm kỳ, thôi giữ chức"
    GRADE_CHANGED = "GRADE_CHANGED", "Đổi hạng"
    AGE = "AGE", "Quá tuổi"
    UNIT_ENDED = "UNIT_ENDED", "Đơn vị sắp xếp lại"


class Employment(models.TextChoices):
    """Chế độ làm việc của cán bộ Hội."""

    FULL_TIME = "FULL_TIME", "Chuyên trách"
    PART_TIME = "PART_TIME", "Không chuyên trách"


TITLES: Final = (
    *("Chủ tịch", "Phó Chủ tịch", "Ủy viên Ban Thường vụ", "Ủy viên Ban Chấp hành"),
    *("Trưởng Ban Kiểm tra", "Chánh Văn phòng", "Chi hội trưởng", "Chi hội phó"),
)
"""Titles of officers that are suggested; any other may be written."""


class TrainingKind(models.TextChoices):
    """Loại đào tạo, bồi dưỡng."""

    RED_CROSS = "RED_CROSS", "Nghiệp vụ công tác Hội"
    POLITICAL = "POLITICAL", "Lý luận chính trị"
    STATE_MANAGEMENT = "STATE_MANAGEMENT", "Quản lý nhà nước"
    PROFESSIONAL = "PROFESSIONAL", "Chuyên môn"
    FIRST_AID = "FIRST_AID", "Sơ cấp cứu"
    DISASTER = "DISASTER", "Phòng ngừa, ứng phó thảm họa"
    OTHER = "OTHER", "Nội dung khác"


class MeritKind(models.TextChoices):
    """Loại ghi nhận."""

    COMMENDATION = "COMMENDATION", "Khen thưởng"
    DISCIPLINE = "DISCIPLINE", "Kỷ luật"


class Channel(models.TextChoices):
    """Hình thức thể hiện sự đồng ý hoặc yêu cầu."""

    PAPER = "PAPER", "Văn bản giấy có chữ ký"
    WITNESSED = "WITNESSED", "Điểm chỉ hoặc lời nói, có người làm chứng ký"
    RECORDING = "RECORDING", "Ghi âm"
    SMS = "SMS", "Tin nhắn"
    EMAIL = "EMAIL", "Thư điện tử"
    WEB = "WEB", "Biểu mẫu điện tử"


class RequestKind(models.TextChoices):
    """Loại yêu cầu về dữ liệu cá nhân."""

    ACCESS = "ACCESS", "Xem, nhận bản sao dữ liệu"
    RECTIFY = "RECTIFY", "Chỉnh sửa dữ liệu"
    WITHDRAW = "WITHDRAW", "Rút lại sự đồng ý"
    RESTRICT = "RESTRICT", "Hạn chế xử lý"
    OBJECT = "OBJECT", "Phản đối xử lý"
    DELETE = "DELETE", "Xóa dữ liệu"


class RequestOutcome(models.TextChoices):
    """Kết quả giải quyết yêu cầu."""

    DONE = "DONE", "Đã thực hiện"
    PARTLY = "PARTLY", "Thực hiện một phần"
    REFUSED = "REFUSED", "Không thực hiện được, có lý do"


class ImportState(models.TextChoices):
    """Tình trạng một lần nhập danh sách."""

    READ = "READ", "Chờ chọn cột"
    CHECKING = "CHECKING", "Đang đối chiếu"
    CHECKED = "CHECKED", "Chờ duyệt dòng"
    TAKING = "TAKING", "Đang ghi"
    DONE = "DONE", "Đã ghi"
    UNDOING = "UNDOING", "Đang hoàn tác"
    UNDONE = "UNDONE", "Đã hoàn tác"


class RowVerdict(models.TextChoices):
    """Kết quả đối chiếu một dòng."""

    NEW = "NEW", "Mới"
    KNOWN = "KNOWN", "Đã có"
    DOUBTFUL = "DOUBTFUL", "Nghi ngờ"
    WRONG = "WRONG", "Sai"


class SheetFormat(models.TextChoices):
    """Dạng tệp bảng tính."""

    XLSX = "XLSX", "Excel (.xlsx)"
    CSV = "CSV", "Văn bản phân cách bằng dấu phẩy (.csv)"


class PairState(models.TextChoices):
    """Tình trạng một cặp nghi trùng."""

    OPEN = "OPEN", "Chờ xem"
    APART = "APART", "Không phải một người"
    MERGED = "MERGED", "Đã gộp"
