"""Addresses below /so-lieu/trao-doi/."""

from django.urls import path

from nhanai.exchange.views import exporting, importing, partners

app_name = "exchange"
urlpatterns = [
    path("", exporting.choose, name="export"),
    path("tep/", exporting.file, name="file"),
    path("nhap/", importing.imports, name="imports"),
    path("nhap/<int:pk>/", importing.one, name="import"),
    path("nhap/<int:pk>/tep/", importing.source, name="source"),
    path("nhap/<int:pk>/xac-nhan/", importing.confirm, name="confirm"),
    path("nhap/<int:pk>/bo/", importing.drop, name="drop"),
    path("nhap/<int:pk>/hoan-tac/", importing.undo, name="undo"),
    path("doi-tac/", partners.partners, name="partners"),
    path("doi-tac/<int:pk>/", partners.partner, name="partner"),
    path("doi-tac/<int:pk>/bang-ma/", partners.codes, name="codes"),
    path("doi-tac/<int:pk>/bo/", partners.remove, name="remove-partner"),
]
