"""The mail of a digest: in words, and the same with links."""

from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from nhanai.mail.links import host
from nhanai.reminders import rules
from nhanai.reminders.models import Reminder
from nhanai.reminders.rules import Line
from nhanai.reminders.vocab import Section


def message_of(reminder: Reminder) -> EmailMultiAlternatives:
    """Ready to be sent; always the same for the same row."""
    lines = [Line(**line) for line in reminder.lines]
    sections = [
        (Section(name).label, list(found))
        for name, found in groupby(lines, key=lambda line: line.section)
    ]
    counts = {name: sum(line.section == name for line in lines) for name in Section.values}
    page = {
        "reminder": reminder,
        "sections": sections,
        "told": rules.told(counts),
        "address": settings.ADDRESS.rstrip("/"),
    }
    message = EmailMultiAlternatives(
        subject=rules.subject(reminder.day, counts),
        body=render_to_string("reminders/mail/digest.txt", page),
        to=[reminder.user.email],
        headers={
            "Message-ID": rules.message_id(reminder.user_id, reminder.day, host()),
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(render_to_string("reminders/mail/digest.html", page), "text/html")
    return message
