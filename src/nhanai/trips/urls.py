"""Addresses of this room: /chuyen-tro-giup/, and below the public root of each language."""

from django.urls import path

from nhanai.trips.views import desk, public

app_name = "trips"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("moi/", desk.new, name="new"),
    path("<int:pk>/", desk.one, name="one"),
    path("<int:pk>/sua/", desk.changing, name="change"),
    path("<int:pk>/<slug:name>/", desk.step, name="step"),
]

PUBLIC = [
    path("chuyen-tro-giup/", public.listing, name="list"),
    path("chuyen-tro-giup/dang-ky/", public.registering, name="register"),
    path("chuyen-tro-giup/theo-doi/", public.follow, name="follow"),
    path("chuyen-tro-giup/theo-doi/<slug:name>/", public.step, name="step"),
]
"""The same addresses below the root of each language of the public site."""
