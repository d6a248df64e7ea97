"""Addresses of the room."""

from django.urls import path

from nhanai.reminders import views

app_name = "reminders"
urlpatterns = [
    path("tai-khoan/nhac-viec/", views.own, name="own"),
    path("tai-khoan/nhac-viec/lich/", views.make_link, name="make-link"),
    path("tai-khoan/nhac-viec/lich/thu-hoi/", views.revoke_link, name="revoke-link"),
    path("lich/<slug:token>.ics", views.feed, name="feed"),
]
