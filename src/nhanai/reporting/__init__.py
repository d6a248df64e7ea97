"""The report of results of a plan: gathered from what units said, edited, approved, issued.

Owns: reports, their sections and passages, the leader's remarks, letters that urge. Does not own:
what units said (`plans`), numbers and files of issued paper (`documents`). Words: báo cáo kết quả
ResultReport, mục ReportSection, đoạn Passage, nguồn PassageSource, ý kiến Opinion. What a person
wrote is never overwritten: gathering again offers the newer words beside hers.
"""
