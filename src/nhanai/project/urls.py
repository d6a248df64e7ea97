"""The root of every address; each room keeps its own below it."""

from django.urls import include, path

urlpatterns = [
    path("", include("nhanai.desk.urls")),
    path("", include("nhanai.identity.urls")),
    path("don-vi/", include("nhanai.units.urls")),
    path("van-ban/", include("nhanai.documents.urls")),
    path("ke-hoach/", include("nhanai.plans.urls")),
]
