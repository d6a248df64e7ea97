"""What a round hears of the books: its vouchers pay the batches that it drafted."""

from collections.abc import Iterator

from nhanai.aid.actions.money import follow_payment
from nhanai.aid.models import Batch
from nhanai.aid.queries.money import paid_by
from nhanai.aid.vocab import BatchState
from nhanai.allocation.models import AllocationOutflow
from nhanai.base.findings import Finding
from nhanai.funds.actions.spending import SPENDING
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Voucher
from nhanai.ledger.vocab import VoucherState


def begin() -> None:
    """From now on hear of the vouchers of rounds."""
    ledger.judge_payments("allocation", against)
    ledger.follow_everything("allocation", posted)
    paid_by("allocation", voucher_of)


def voucher_of(batch: Batch) -> Voucher | None:
    """What pays a batch that came of a round."""
    found = AllocationOutflow.objects.filter(batch=batch).select_related("voucher").first()
    return found.voucher if found else None


def against(voucher: Voucher) -> Iterator[Finding]:
    """Money for addresses leaves once it is settled who of them gets how much."""
    if voucher.source != SPENDING or voucher.state != VoucherState.APPROVED:
        return
    outflow = AllocationOutflow.objects.filter(voucher=voucher, is_for_addresses=True).first()
    if outflow is None:
        return
    if outflow.batch is None or outflow.batch.state != BatchState.APPROVED:
        yield Finding(
            "pay-batch", "Đợt trao cho các hộ của khoản này chưa được lập và duyệt. Duyệt đợt trao"
            " rồi chi; chi xong thì các lần trợ giúp được tính.",
        )  # fmt: skip


def posted(entry: Entry) -> None:
    """The households of a round got their money, or the entry was reversed."""
    if entry.source != SPENDING:
        return
    outflows = AllocationOutflow.objects.filter(
        batch__isnull=False, voucher__source=SPENDING, voucher__record=entry.record
    )
    for one in outflows:
        follow_payment(one.batch_id or 0, entry)
