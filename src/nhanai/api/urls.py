"""Addresses of the machine interface and of its keys."""

from django.urls import path

from nhanai.api.views import data, keys

app_name = "api"
urlpatterns = [
    path("tai-khoan/khoa-may/", keys.keys, name="keys"),
    path("tai-khoan/khoa-may/<int:pk>/thu-hoi/", keys.revoke, name="revoke-key"),
    path("api/", keys.description, name="description"),
    path("api/v1/openapi.json", data.description, name="openapi"),
    path("api/v1/measures", data.measures, name="measures"),
    path("api/v1/units", data.units, name="units"),
    path("api/v1/periods", data.periods, name="periods"),
    path("api/v1/figures", data.figures, name="figures"),
    path("api/v1/facts", data.facts, name="facts"),
]
