"""What the document leaves open about its tasks: who, and by when."""

from collections.abc import Iterable, Iterator

from nhanai.base.findings import Finding, Severity
from nhanai.documents.reading.model import Task


def tasks(found: Iterable[Task]) -> Iterator[Finding]:
    """Tasks without an agency, and tasks without a deadline or rhythm."""
    for task in found:
        span = (task.span.start, task.span.end)
        if not task.assignees:
            yield Finding(
                "task-unassigned",
                "Văn bản không giao nhiệm vụ này cho cơ quan nào; hãy chọn cơ quan thực hiện.",
                Severity.WARNING,
                task.address,
                span,
            )
        if task.due is None and task.recurrence is None:
            yield Finding(
                "task-undated",
                "Văn bản không ghi thời hạn của nhiệm vụ này; hãy đặt thời hạn hoặc định kỳ.",
                Severity.NOTE,
                task.address,
                span,
            )
