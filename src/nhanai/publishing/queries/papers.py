"""What is published of one thing: an issued report, a round, a plan, a campaign, a story."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from nhanai.allocation.models import AllocationRound
from nhanai.allocation.queries import final_document
from nhanai.allocation.rules import papers
from nhanai.allocation.rules.measuring import measured
from nhanai.banking.rules.banks import bank_of
from nhanai.banking.rules.vietqr import Payment, payload_of
from nhanai.base.days import written
from nhanai.base.wording import day_in
from nhanai.documents.models import OutgoingDocument
from nhanai.funds.actions.following import reference
from nhanai.plans.models import ContentGroup, Plan, Task
from nhanai.plans.queries import progress_of
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.rules.moves import STANDING as STANDING_TASKS
from nhanai.plans.rules.timing import Standing
from nhanai.publishing.queries.asked import Appeal, Asked, Content, Told
from nhanai.publishing.queries.gifts import campaign_key
from nhanai.publishing.rules.suppression import LEAST
from nhanai.units.queries import name_on

Thing = TypeVar("Thing")
_THOUSAND: Final = 1_000
"""Shares of need are published in thousandths."""


def report(asked: Asked) -> Content:
    """An issued document, with the hash of its file."""
    document = _of(asked, OutgoingDocument)
    title_en = f"Report {document.reference}, {day_in('en', document.day)}"
    said = f"{document.subject} (số {document.reference}, ngày {written(document.day)})"
    entry = {
        "kind": "report", "key": f"report/{document.reference}/{document.day}".upper(),
        "reference": document.reference, "day": f"{document.day}",
        "subject": document.subject, "sha256": document.pdf_sha256,
    }  # fmt: skip
    return {
        "title": said[:300], "title_en": title_en,
        "subject": document.reference, "report": entry, "entries": [entry],
    }  # fmt: skip


def round_of(asked: Asked) -> Content:
    """An approved round of allocation: its document for everyone to compute again, and its sums.

    Who asks stands in it under a pseudonym; a group of fewer than five is in neither.
    """
    row = _of(asked, AllocationRound)
    data = final_document(row)
    paper, hashes = papers.read(data)
    shares = [sum(parts.values()) for parts in paper.final]
    found = measured(paper.round, shares)
    about = {
        "code": row.code, "name": row.name, "day": f"{row.on}", "measure": row.measure,
        "objective": paper.round.objective.value,
        "pots": [{"name": pot.name, "amount": pot.amount} for pot in paper.round.pots],
        "amount": sum(pot.amount for pot in paper.round.pots),
        "need": sum(one.need for one in paper.round.claimants),
        "received": sum(one.received for one in paper.round.claimants),
        "given": found.given, "left": found.left, "claimants": len(paper.round.claimants),
        "lowest": int(found.lowest * _THOUSAND), "changes": len(paper.changes),
        "groups": [
            {"name": name, "claimants": one.claimants, "need": one.need, "given": one.given,
             "met": int(one.met * _THOUSAND)}
            for name, one in found.by_group.items() if one.claimants >= LEAST
        ],
    }  # fmt: skip
    return {
        "title": f"Đợt phân bổ: {row.name}"[:300], "title_en": f"Allocation round {row.code}",
        "subject": row.code, "round": about, "document": data.decode(),
        "entries": [
            {
                "kind": "round", "key": row.code, "name": row.name, "day": f"{row.on}",
                "amount": about["amount"], "given": found.given,
                "claimants": about["claimants"], **hashes,
                "sha256": hashlib.sha256(data).hexdigest(),
            }
        ],
    }  # fmt: skip


def plan(asked: Asked) -> Content:
    """How far a plan has come, by its groups of content: tasks done, in time, late; no names."""
    row = _of(asked, Plan)
    groups = {one.pk: one.title for one in ContentGroup.objects.filter(plan=row).order_by("order")}
    tasks = dict(Task.objects.filter(plan=row, state__in=STANDING_TASKS).values_list("pk", "group"))
    counts: dict[int, Counter[str]] = {key: Counter() for key in [*groups, 0]}
    progress = progress_of(tasks, today=asked.last)
    for task, group in tasks.items():
        one = progress.get(task)
        if one is None:
            continue
        late = "late" if one.standing == Standing.LATE else "on_time"
        counts[group or 0].update({"tasks": 1, "done" if one.state in CLOSED else late: 1})
    told: list[dict[str, Any]] = [
        {"name": groups.get(key, ""), **{what: counts[key][what] for what in _PROGRESS}}
        for key in counts
        if counts[key]["tasks"]
    ]
    day = written(asked.last)
    code = f"KH-{row.pk}"
    return {
        "title": f"Tiến độ đến ngày {day}: {row.title}"[:300],
        "title_en": f"Plan {code}: progress on {day_in('en', asked.last)}", "subject": code,
        "plan": {
            "code": code, "name": row.title, "day": f"{asked.last}",
            **{what: sum(int(one[what]) for one in told) for what in _PROGRESS},
            "groups": told,
        },
        "entries": [
            {"kind": "plan-group", "key": f"{code}/{at}/{asked.last}", "plan": row.title, **one}
            for at, one in enumerate(told, start=1)
        ],
    }  # fmt: skip


_PROGRESS: Final = ("tasks", "done", "on_time", "late")


def appeal(asked: Asked) -> Content:
    """A campaign that receives: for whom, until when, by what law, and how to give."""
    said = _of(asked, Appeal)
    campaign, account = said.campaign, said.account
    code = campaign_key(campaign)
    way: Mapping[str, str] = {}
    if account is not None:
        memo = reference(campaign)
        way = {
            "bank": bank_of(account.bank) or account.bank, "account": account.number,
            "holder": account.holder, "memo": memo,
            "payload": payload_of(Payment(account.bank, account.number, 0, memo)),
        }  # fmt: skip
    about: dict[str, Any] = {
        "code": code, "name": campaign.name, "unit": name_on(campaign.unit, asked.last),
        "appeal": campaign.appeal, "area": campaign.area, "fund": campaign.fund.name,
        "launched": f"{campaign.launched_on}", "until": f"{campaign.receives_until}",
        "goal": campaign.goal, "way": way,
        "clocks": [
            {"key": one.key, "words": one.words, "due": f"{one.due}", "basis": one.basis,
             "verified": one.is_verified}
            for one in campaign.clocks
        ],
    }  # fmt: skip
    flat = {name: value for name, value in about.items() if name not in {"way", "clocks", "code"}}
    return {
        "title": f"Kêu gọi ủng hộ: {campaign.name}"[:300],
        "title_en": f"Appeal {code}", "subject": code, "campaign": about,
        "entries": [{"kind": "appeal", "key": code, **flat, **way}],
    }  # fmt: skip


def story(asked: Asked) -> Content:
    """A good model as it was written for everybody, no nearer than the commune."""
    said = _of(asked, Told)
    text = said.story
    place = name_on(said.commune, asked.last) if said.commune else ""
    told = {
        "name": text.title.strip(), "name_en": text.title_en.strip(), "place": place,
        "day": f"{asked.last}", "text": text.paragraphs, "text_en": text.paragraphs_en,
    }  # fmt: skip
    whole = "\n".join([text.title, *text.paragraphs])
    key = f"guong/{asked.last}/{hashlib.sha256(whole.encode()).hexdigest()[:12]}".upper()
    return {
        "title": text.title.strip()[:300], "title_en": (text.title_en or text.title).strip()[:300],
        "subject": f"HD-{said.activity}" if said.activity else "", "story": told,
        "entries": [
            {"kind": "story", "key": key, "name": text.title.strip(), "place": place,
             "day": f"{asked.last}", "sha256": hashlib.sha256(whole.encode()).hexdigest()}
        ],
    }  # fmt: skip


def _of(asked: Asked, kind: type[Thing]) -> Thing:
    if not isinstance(asked.about, kind):
        raise TypeError(f"a release of {asked.kind} is about a {kind.__name__}")
    return asked.about
