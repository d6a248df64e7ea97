"""By when, how often and to whom: what a task's own sentence says, and what a field of time says.

A date counts only with a word that makes it a deadline ("trước ngày", "chậm nhất"), so that the
date of a cited document never does.
"""

from nhanai.documents.reading.deadlines.field import of_field
from nhanai.documents.reading.deadlines.receiver import report_to
from nhanai.documents.reading.deadlines.sentence import of_sentence
from nhanai.documents.reading.deadlines.timing import Deadline, Phrase, Timing

__all__ = ["Deadline", "Phrase", "Timing", "of_field", "of_sentence", "report_to"]
