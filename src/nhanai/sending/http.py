"""What views of every room do with a form of the public."""

from django.http import HttpRequest

from nhanai.base.wording import Words
from nhanai.journal.http import client_address
from nhanai.sending.actions import Came, NotAdmitted


def came(request: HttpRequest) -> Came:
    """How this form came."""
    return Came(request.POST.get("phrase", "")[:400], client_address(request))


def told(refusal: NotAdmitted, t: Words) -> tuple[int, str]:
    """The status of the answer, and why the form was not taken, in the words of the page."""
    return 429 if refusal.message == "too_many" else 422, t[refusal.message]
