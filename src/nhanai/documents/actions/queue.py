"""Putting a document in the queue of the worker, in the transaction of the act that asks for it."""

import datetime as dt

from django.utils.module_loading import import_string
from django_tasks.base import Task

from nhanai.documents import rules
from nhanai.documents.models import Document

JOB = "nhanai.documents.tasks.read"
"""Named, not imported: jobs are entry points and stand above the acts."""


def put_in_queue(document: Document, *, at: dt.datetime) -> None:
    """Have it read now; and looked at again later, should that worker be killed."""
    job: Task[[int], None] = import_string(JOB)
    job.enqueue(document.pk)
    look_again(document, at=at)


def look_again(document: Document, *, at: dt.datetime) -> None:
    """Have the reading tried again once no word has come for long; done readings ignore it."""
    job: Task[[int], None] = import_string(JOB)
    job.using(run_after=at + rules.STALE_AFTER + dt.timedelta(seconds=5)).enqueue(document.pk)
