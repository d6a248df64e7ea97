"""Addresses below /so-lieu/trao-doi/."""

from django.urls import path

from nhanai.exchange.views import exporting, partners

app_name = "exchange"
urlpatterns = [
    path("", exporting.choose, name="export"),
    path("tep/", exporting.file, name="file"),
    path("doi-tac/", partners.partners, name="partners"),
    path("doi-tac/<int:pk>/", partners.partner, name="partner"),
    path("doi-tac/<int:pk>/bang-ma/", partners.codes, name="codes"),
    path("doi-tac/<int:pk>/bo/", partners.remove, name="remove-partner"),
]
