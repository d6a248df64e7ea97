"""Releases prepared by one person and published by another."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from nhanai.allocation.models import AllocationRound
from nhanai.allocation.rules.moves import RoundState
from nhanai.base import canonical
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.documents.models import OutgoingDocument
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.plans.models import Plan
from nhanai.plans.rules.moves import HANDED_OUT
from nhanai.publishing.models import LogHead, LogNode, PublicEntry, PublicLog, Release
from nhanai.publishing.permissions import Permission
from nhanai.publishing.queries.asked import Appeal, Asked, Told
from nhanai.publishing.queries.gathering import gathered
from nhanai.publishing.queries.keys import ORIGIN, signing_key
from nhanai.publishing.queries.log import node
from nhanai.publishing.rules import merkle
from nhanai.publishing.rules.heads import signed_head
from nhanai.publishing.rules.stories import faults_of
from nhanai.publishing.rules.verifier import Head, leaf_hash
from nhanai.publishing.vocab import ReleaseKind, ReleaseState

_ONLY: Final = 1
"""The key of the one row that counts the log."""


class CannotPublish(Refused):
    """Nothing was published, and nothing prepared was changed."""


@transaction.atomic
def prepare(*, asked: Asked, corrects: Release | None = None, by: User, at: dt.datetime) -> Release:
    """Freeze what the public would see, for somebody else to look at and publish."""
    if not allowed(by, Permission.PREPARE, unit=asked.unit, today=localdate(at)):
        raise CannotPublish("Anh, chị chưa được giao lập bản công khai của đơn vị này.")
    findings = list(_faults(asked, corrects, today=localdate(at)))
    if findings:
        raise CannotPublish("Chưa lập được bản công khai.", findings)
    content = gathered(asked)
    if not content["entries"]:
        raise CannotPublish("Trong thời gian này không có gì để công khai.")
    release = Release.objects.create(
        kind=asked.kind, state=ReleaseState.PREPARED, unit=asked.unit, title=content["title"],
        title_en=content["title_en"], start=asked.start, end=asked.end, document=asked.document,
        subject=content.get("subject", "")[:60], consent=asked.consent.strip()[:300],
        corrects=corrects, content=content, digest=canonical.digest(content), prepared_by=by,
        prepared_at=at,
    )  # fmt: skip
    _told(release, "publishing.prepared", by=by, at=at)
    return release


@transaction.atomic
def publish(*, release: Release, by: User, at: dt.datetime) -> Release:
    """Publish what was prepared, exactly as it was seen: number, entries of the log, signed head.

    Not by who prepared it. Whoever publishes queues at the log, so numbers have no gap.
    """
    log = PublicLog.objects.select_for_update().get_or_create(pk=_ONLY)[0]
    release = Release.objects.select_related("unit").get(pk=release.pk)
    if not allowed(by, Permission.PUBLISH, unit=release.unit, today=localdate(at)):
        raise CannotPublish("Anh, chị chưa được giao công bố.")
    if by.pk == release.prepared_by_id:
        raise CannotPublish("Người lập bản công khai không tự công bố. Hãy để người khác công bố.")
    if release.state != ReleaseState.PREPARED:
        state = ReleaseState(release.state).label.lower()
        raise CannotPublish(f"Bản công khai này {state}.")
    if canonical.digest(release.content) != release.digest:
        raise CannotPublish("Nội dung không còn như lúc lập. Hãy bỏ và lập lại.")
    last = Release.objects.aggregate(last=Max("number"))["last"] or 0
    release.number, release.state = last + 1, ReleaseState.PUBLISHED
    release.published_by, release.published_at = by, at
    release.save(update_fields=["number", "state", "published_by", "published_at"])
    _grow(log, release, list(_entries(release)), at=at)
    _told(release, "publishing.published", by=by, at=at)
    return release


@transaction.atomic
def drop(*, release: Release, reason: str, by: User, at: dt.datetime) -> Release:
    """Leave what was prepared unpublished, with the reason."""
    PublicLog.objects.select_for_update().get_or_create(pk=_ONLY)
    release = Release.objects.select_related("unit").get(pk=release.pk)
    today, unit = localdate(at), release.unit
    may = (Permission.PREPARE, Permission.PUBLISH)
    if not any(allowed(by, one, unit=unit, today=today) for one in may):
        raise CannotPublish("Anh, chị chưa được giao bản công khai của đơn vị này.")
    if release.state != ReleaseState.PREPARED:
        raise CannotPublish("Chỉ bỏ được bản chưa công bố.")
    reason = single_spaced(reason)
    if not 0 < len(reason) <= 400:
        raise CannotPublish("Nhập lý do, không quá 400 chữ.")
    release.state, release.reason = ReleaseState.DROPPED, reason
    release.save(update_fields=["state", "reason"])
    _told(release, "publishing.dropped", by=by, at=at, note=reason)
    return release


def _faults(asked: Asked, corrects: Release | None, *, today: dt.date) -> Iterator[Finding]:
    if asked.end <= asked.start:
        yield Finding("release-days", "Ngày cuối phải từ ngày đầu trở đi.", where="last")
    if asked.last > today:
        yield Finding("release-future", "Chưa công khai được ngày chưa tới.", where="last")
    if asked.kind in _OF_ONE and not isinstance(asked.about, _OF_ONE[asked.kind]):
        where = ReleaseKind(asked.kind).lower()
        yield Finding("release-about", f"Chọn: {_words(asked.kind)}.", where=where)
    yield from _faults_of_one(asked, today)
    if corrects is not None and (
        corrects.state != ReleaseState.PUBLISHED or corrects.kind != asked.kind
    ):
        message = "Chọn bản đã công bố, cùng loại, để đính chính."
        yield Finding("release-corrects", message, where="corrects")


_OF_ONE: Final[Mapping[str, type]] = {
    ReleaseKind.REPORT: OutgoingDocument, ReleaseKind.ROUND: AllocationRound,
    ReleaseKind.PLAN: Plan, ReleaseKind.APPEAL: Appeal, ReleaseKind.STORY: Told,
}  # fmt: skip


def _words(kind: str) -> str:
    label = str(ReleaseKind(kind).label)
    return label[:1].lower() + label[1:]


def _faults_of_one(asked: Asked, today: dt.date) -> Iterator[Finding]:
    """What keeps this one thing from being published."""
    about = asked.about
    if isinstance(about, AllocationRound) and about.state != RoundState.APPROVED:
        yield Finding("release-round", "Chỉ công khai đợt phân bổ đã duyệt.", where="round")
    elif isinstance(about, Plan) and about.state not in HANDED_OUT:
        yield Finding("release-plan", "Chỉ công khai kế hoạch đã giao việc.", where="plan")
    elif isinstance(about, Appeal):
        if about.campaign.receives_until < today:
            yield Finding("release-appeal", "Đợt vận động này đã hết tiếp nhận.", where="appeal")
        if about.account is not None and about.account.unit_id != about.campaign.unit_id:
            message = "Chọn tài khoản của đơn vị mở đợt vận động."
            yield Finding("release-account", message, where="account")
    elif isinstance(about, Told):
        yield from faults_of(about.story, about.consent)


def _entries(release: Release) -> Iterator[Mapping[str, Any]]:
    """What goes into the log: the release itself, then everything in it."""
    head = {
        "kind": "release", "key": f"BC-{release.number}", "number": release.number,
        "title": release.title, "digest": release.digest,
        "corrects": release.corrects.number if release.corrects else None,
    }  # fmt: skip
    day = str(localdate(release.published_at))
    for entry in (head, *release.content["entries"]):
        yield {**entry, "release": release.number, "published": day}


def _grow(
    log: PublicLog, release: Release, entries: list[Mapping[str, Any]], *, at: dt.datetime
) -> None:
    known: dict[tuple[int, int], bytes] = {}

    def nodes(level: int, index: int) -> bytes:
        if (level, index) not in known:
            known[level, index] = node(level, index)
        return known[level, index]

    rows, made = [], []
    for entry in entries:
        text = canonical.written(entry).decode()
        leaf = leaf_hash(text.encode())
        rows.append(
            PublicEntry(
                index=log.size, release=release, key=str(entry["key"])[:100], content=text,
                leaf_hash=leaf.hex(),
            )
        )  # fmt: skip
        for one in merkle.grown(log.size, leaf, nodes):
            known[one.level, one.index] = one.hash
            made.append(LogNode(level=one.level, index=one.index, hash=one.hash.hex()))
        log.size += 1
    PublicEntry.objects.bulk_create(rows)
    LogNode.objects.bulk_create(made)
    log.save(update_fields=["size"])
    root = merkle.root(log.size, nodes)
    when = at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    note = signed_head(Head(ORIGIN, log.size, root, (when,)), [signing_key()])
    LogHead.objects.create(size=log.size, root=root.hex(), checkpoint=note, at=at)


def _told(release: Release, verb: str, *, by: User, at: dt.datetime, note: str = "") -> None:
    new = {"number": release.number, "kind": release.kind, "digest": release.digest}
    unit = release.unit.key
    write_line(verb=verb, subject=release, by=by, at=at, new=new, note=note, unit_key=unit)
