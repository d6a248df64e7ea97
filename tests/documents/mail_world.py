"""The installation whose keeper of time is killed; each call is a process of its own.

python -m tests.documents.mail_world make     # a document that waits to be mailed to one unit
python -m tests.documents.mail_world again    # its officer has the mail sent once more
python -m tests.documents.mail_world read     # what became of it, as JSON
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhanai.project.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 (Django must be ready)
from django.utils import timezone  # noqa: E402 (see above)
from tests.builders.documents import an_officer  # noqa: E402 (see above)
from tests.builders.identity import a_workplace  # noqa: E402 (see above)
from tests.builders.outgoing import a_society, an_issue  # noqa: E402 (see above)

from nhanai.documents import actions  # noqa: E402 (see above)
from nhanai.documents.models import DispatchMail  # noqa: E402 (see above)
from nhanai.journal import queries as journal  # noqa: E402 (see above)


def make() -> None:
    """One document, one unit with an address, one mail that waits."""
    call_command("migrate", verbosity=0)
    owner, agency, now = a_society(), a_workplace(name="Sở Y tế"), timezone.now()
    officer = an_officer(unit=owner)
    actions.set_mail_address(unit=agency, address="vanthu@soyte.example", by=officer, at=now)
    issued = an_issue(owner=owner, by=officer, to=[agency], at=now)
    actions.mail_out(document=issued, by=officer, at=now)


def again() -> None:
    """She asks for it once more."""
    mail = DispatchMail.objects.select_related("dispatch__document", "asked_by").get()
    actions.mail_again(mail=mail, by=mail.asked_by, at=timezone.now())


def read() -> None:
    """Its state, and the acts that the journal tells."""
    mail = DispatchMail.objects.select_related("dispatch__document").get()
    lines = journal.of_subject(journal.key_of(mail.dispatch.document))
    verbs = [line.verb for line in lines if line.verb.startswith("documents.mail")]
    sys.stdout.write(json.dumps({"state": mail.state, "verbs": verbs[::-1]}))


if __name__ == "__main__":
    {"make": make, "again": again, "read": read}[sys.argv[1]]()
