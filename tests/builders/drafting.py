"""Plans that are written here, in the real province."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders.identity import a_user, an_appointment
from tests.builders.units import lai_chau, unit

from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.plans import actions
from nhanai.plans.models import DraftSection, DraftTask, PlanDraft
from nhanai.plans.queries import drafting
from nhanai.plans.vocab import DraftSectionKind
from nhanai.units.models import Unit

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 24)
SUBJECT = "Tổ chức Tháng Nhân đạo năm 2027"


@dataclass(frozen=True, slots=True)
class Writing:
    """A draft, who writes it and who approves it."""

    draft: PlanDraft
    officer: User
    leader: User

    def block(self, *keys: str, text: str, heading: str | None = None) -> DraftSection:
        """A block of these units with a task a line."""
        section = actions.add_section(
            draft=self.draft, kind=DraftSectionKind.BLOCK, by=self.officer, at=AT
        )
        units = sorted(Unit.objects.filter(key__in=keys), key=lambda unit: keys.index(unit.key))
        actions.choose_units(section=section, units=units, heading=heading, by=self.officer, at=AT)
        actions.add_tasks(section=section, text=text, by=self.officer, at=AT)
        return section

    def group(self, heading: str, text: str) -> DraftSection:
        """A content group with a bullet a line."""
        section = actions.add_section(
            draft=self.draft, kind=DraftSectionKind.GROUP, heading=heading, by=self.officer, at=AT
        )
        return actions.set_section(
            section=section, heading=heading, bullets=text, by=self.officer, at=AT
        )

    def task(self, begins: str) -> DraftTask:
        """The task that begins so."""
        return DraftTask.objects.get(section__draft=self.draft, text__startswith=begins)

    def findings(self) -> list[Finding]:
        """What is to be known before it is handed in."""
        draft = PlanDraft.objects.get(pk=self.draft.pk)
        sections = drafting.sections_of(draft, today=TODAY)
        return drafting.findings_of(draft, sections, today=TODAY)

    def issued(self, to: Sequence[Unit] = ()) -> PlanDraft:
        """Handed in, approved, issued."""
        actions.submit_draft(draft=self.draft, by=self.officer, at=AT)
        actions.approve_draft(draft=self.draft, by=self.leader, at=AT)
        return actions.issue_draft(draft=self.draft, to=to, by=self.officer, at=AT)


def a_writer(at: Unit, role: Role = Role.PROVINCE_OFFICER, name: str = "Lò Thị Hạnh") -> User:
    """Somebody appointed there."""
    user = a_user(full_name=name)
    an_appointment(user=user, unit=at, role=role, start=dt.date(2026, 1, 1))
    return user


def a_writing(*, subject: str = SUBJECT, loaded: bool = False) -> Writing:
    """An empty draft of the province's society."""
    if not loaded:
        lai_chau()
    office = unit("lc-hoi-tinh")
    officer = a_writer(office)
    leader = a_writer(office, Role.PROVINCE_LEADER, "Tao Văn Phong")
    draft = actions.start_draft(unit=office, subject=subject, by=officer, at=AT)
    signed = {"signature": "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH", "signer": "Tao Văn Phong"}
    actions.set_words(draft=draft, values=signed, by=officer, at=AT)
    return Writing(PlanDraft.objects.get(pk=draft.pk), officer, leader)


def a_whole_draft() -> Writing:
    """A draft with aims, content and two blocks, ready to be handed in."""
    writing = a_writing()
    words = {
        "bases": "Căn cứ Luật Hoạt động chữ thập đỏ năm 2008",
        "purpose": "Nâng cao nhận thức của nhân dân về công tác nhân đạo",
        "requirements": "Hoạt động thiết thực, đúng đối tượng",
    }
    actions.set_words(draft=writing.draft, values=words, by=writing.officer, at=AT)
    writing.group("Tuyên truyền", "Tổ chức lễ phát động Tháng Nhân đạo\nTreo băng rôn tại trụ sở")
    writing.block(
        "lc-so-y-te",
        text="- Chủ trì tập huấn sơ cấp cứu; hoàn thành trước ngày 30/4/2027\n"
        "- Phối hợp với Sở Nội vụ khám sức khỏe cho cán bộ Hội",
    )
    writing.block("lc-so-giao-duc-dao-tao", "lc-so-noi-vu", text="Báo cáo kết quả hằng quý")
    return writing
