"""Handing mails over: at most once each, and known not to be sent where that is so.

Owns: the steps claimed, handed over, marked, and the tries when a server is away. Does not own:
what a mail says and the row that stands for it; rooms above keep those. Words: thư Mailing, tình
trạng thư MailState.
"""
