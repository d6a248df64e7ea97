"""Dated calendars: working days, the periods of each reporting regime, when a report is due.

Owns: regimes with the rules that hold from one day to another, the days on which work is done or
not against the calendar, cut-off and due days. Does not own: what a report holds, who sends it.
Words: chế độ báo cáo Regime, kỳ báo cáo NamedPeriod, quy tắc kỳ PeriodRule, hạn nộp DueRule,
ngày làm việc, nghỉ thay đổi DayChange.
"""
