"""The root of every address; each room keeps its own below it."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from nhanai.aid import urls as aid_urls
from nhanai.base.wording import ROOTS
from nhanai.feedback import urls as feedback_urls
from nhanai.trips import urls as trips_urls


def public_in_both(addresses: Sequence[URLPattern], room: str) -> Iterator[URLResolver]:
    """Public addresses of a room below the root of each language."""
    for language, root in ROOTS.items():
        site = include((list(addresses), f"{room}-{language}"))
        yield path(root.lstrip("/"), site, {"language": language})


urlpatterns = [
    path("", include("nhanai.desk.urls")),
    path("", include("nhanai.identity.urls")),
    path("", include("nhanai.reminders.urls")),
    path("", include("nhanai.api.urls")),
    path("", include("nhanai.portal.urls")),
    *public_in_both(aid_urls.PUBLIC, "aid"),
    *public_in_both(feedback_urls.PUBLIC, "feedback"),
    path("phan-anh/", include("nhanai.feedback.urls")),
    *public_in_both(trips_urls.PUBLIC, "trips"),
    path("cong-bo/", include("nhanai.publishing.urls")),
    path("con-nguoi/", include("nhanai.people.urls")),
    path("van-ban/", include("nhanai.documents.urls")),
    path("ke-hoach/", include("nhanai.plans.urls")),
    path("", include("nhanai.activities.urls")),
    path("dia-chi-nhan-dao/", include("nhanai.aid.urls")),
    path("", include("nhanai.banking.urls")),
    path("trao-qua/", include("nhanai.distributions.urls")),
    path("chuyen-tro-giup/", include("nhanai.trips.urls")),
    path("phan-bo/", include("nhanai.allocation.urls")),
    path("so-sach/", include("nhanai.ledger.urls")),
    path("quy/", include("nhanai.funds.urls")),
    path("kho/", include("nhanai.stock.urls")),
    path("so-lieu/", include("nhanai.figures.urls")),
    path("so-lieu/trao-doi/", include("nhanai.exchange.urls")),
    path("bao-cao/dinh-ky/", include("nhanai.submissions.urls")),
    path("bao-cao/", include("nhanai.reporting.urls")),
]
if settings.DEBUG:
    urlpatterns.append(path("khung/", include("nhanai.web.urls")))
