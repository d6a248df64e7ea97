"""Periodic reports: a unit's report opens filled in, is explained, checked, sent up, accepted.

Owns: versioned forms, what people wrote into a report, every version sent with its frozen figures,
receipt numbers, remarks on return, reminders to those who have not sent. Does not own: figures
(`facts`), periods and due days (`periods`), the report of results of a plan (`reporting`). Words:
mẫu báo cáo ReportForm, báo cáo định kỳ Submission, lần nộp SubmissionVersion, lời ReportAnswer. A
figure is never typed here: it is corrected at its record, or explained.
"""
