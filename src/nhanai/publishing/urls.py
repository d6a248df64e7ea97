"""Addresses of publishing."""

from django.urls import path

from nhanai.publishing.views import desk

app_name = "publishing"
urlpatterns = [
    path("", desk.releases, name="releases"),
    path("lap/", desk.choose, name="choose"),
    path("lap/<str:kind>/", desk.prepare, name="prepare"),
    path("<int:pk>/", desk.release, name="release"),
    path("<int:pk>/cong-bo/", desk.publish, name="publish"),
    path("<int:pk>/bo/", desk.drop, name="drop"),
]
