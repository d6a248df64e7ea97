"""What the level above does with a report, and corrections."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from nhanai.base.errors import Refused
from nhanai.identity.http import SignedInRequest, requires
from nhanai.submissions import actions
from nhanai.submissions.forms import points_in, remarks_in
from nhanai.submissions.permissions import Permission
from nhanai.submissions.views.seeing import answer, existing, seen, shown
from nhanai.web.paging import number_from


@require_POST
@requires(Permission.RECEIVE)
def give_back(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Return it with what is to be mended."""
    slot = seen(request, code, key, unit)
    row, number = existing(slot), number_from(request.POST.get("lan"))
    text, remarks = request.POST.get("y-kien", "")[:3000], remarks_in(request.POST)
    return answer(
        request, slot,
        lambda: actions.give_back(
            submission=row, number=number, text=text, remarks=remarks, by=request.user,
            at=request.at,
        ),
        done="Đã trả lại báo cáo kèm ý kiến.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECEIVE)
def accept(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Accept what stands."""
    slot = seen(request, code, key, unit)
    row, number = existing(slot), number_from(request.POST.get("lan"))
    return answer(
        request, slot,
        lambda: actions.accept(submission=row, number=number, by=request.user, at=request.at),
        done="Đã duyệt báo cáo. Từ nay có sai thì đơn vị làm đính chính.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECEIVE)
def lock(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Lock what was accepted."""
    slot = seen(request, code, key, unit)
    row = existing(slot)
    return answer(
        request, slot,
        lambda: actions.lock(submission=row, by=request.user, at=request.at),
        done="Đã khóa báo cáo.",
    )  # fmt: skip


@require_POST
@requires(Permission.RECEIVE)
def points(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """The council's points."""
    slot = seen(request, code, key, unit)
    row, number = existing(slot), number_from(request.POST.get("lan"))
    given, notes, wrong = points_in(request.POST)
    if wrong:
        message = f"Điểm của tiêu chí {', '.join(wrong)} chưa phải là số, ví dụ 7,5."
        return shown(request, slot, refusal=Refused(message))
    return answer(
        request, slot,
        lambda: actions.give_points(
            submission=row, number=number, points=given, notes=notes, by=request.user,
            at=request.at,
        ),
        done="Đã lưu điểm của hội đồng.",
    )  # fmt: skip


@require_POST
@requires(Permission.FILL)
def correct(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Open an accepted report again for a correction."""
    slot, why = seen(request, code, key, unit), request.POST.get("vi-sao", "")[:3000]
    row = existing(slot)
    return answer(
        request, slot,
        lambda: actions.start_correction(
            submission=row, why=why, by=request.user, at=request.at
        ),
        done="Đang làm đính chính. Bản đã duyệt vẫn đứng cho đến khi bản đính chính được duyệt.",
    )  # fmt: skip


@require_POST
@requires(Permission.FILL)
def drop(request: SignedInRequest, code: str, key: str, unit: str) -> HttpResponse:
    """Leave what was accepted as it stands."""
    slot = seen(request, code, key, unit)
    row = existing(slot)
    return answer(
        request, slot,
        lambda: actions.drop_correction(submission=row, by=request.user, at=request.at),
        done="Đã bỏ lần đính chính. Bản đã duyệt giữ nguyên.",
    )  # fmt: skip
