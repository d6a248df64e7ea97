"""Reminders: what waits for a person, told once a working day, and as a calendar of her own.

Owns: the digest of each person and day with what became of its mail, her wishes about it, the
secret link to her calendar, when she last looked at the first page, and the one process that
keeps the time. Does not own: what is due and who must do it (that is `plans`).
Words: nhắc việc Reminder, cách nhắc việc Preference, đường dẫn lịch cá nhân CalendarLink,
lần ghé trang Visit, phiên canh giờ Duty.
"""
