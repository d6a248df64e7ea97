"""Addresses of the room."""

from django.urls import path

from nhanai.desk.views import calendar, handover, home, journal, search, units

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("hom-nay/<slug:kind>/", home.waiting, name="waiting"),
    path("nhat-ky/", journal.journal, name="journal"),
    path("ban-giao/<int:pk>/", handover.hand_over, name="handover"),
    path("ban-giao/<int:pk>/bien-ban/", handover.minutes, name="handover-minutes"),
    path("tim/", search.search, name="search"),
    path("lich-lam-viec/", calendar.calendar, name="calendar"),
    path("lich-lam-viec/ghi-ngay/", calendar.set_day, name="set-day"),
    path("lich-lam-viec/<int:pk>/bo/", calendar.remove_day, name="remove-day"),
    path("don-vi/", units.tree, name="units"),
    path("don-vi/thay-doi/<int:pk>/", units.sheet, name="reorganisation"),
    path("don-vi/thay-doi/<int:pk>/hoan-tac/", units.undo, name="undo-reorganisation"),
    path("don-vi/<slug:key>/", units.unit, name="unit"),
    path("don-vi/<slug:key>/dia-chi-thu/", units.mail_address, name="unit-mail-address"),
    path("don-vi/<slug:key>/<slug:verb>/", units.change, name="unit-change"),
]
