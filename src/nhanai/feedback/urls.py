"""Addresses of feedback: the public form in both languages, and the desk."""

from django.urls import path

from nhanai.feedback.views import desk, public

app_name = "feedback"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("moi/", desk.new, name="new"),
    path("<int:pk>/", desk.one, name="one"),
    path("<int:pk>/<slug:name>/", desk.step, name="step"),
]

PUBLIC = [
    path("phan-anh/", public.send, name="send"),
    path("phan-anh/theo-doi/", public.follow, name="follow"),
    path("phan-anh/xem-lai/", public.again, name="again"),
]
"""The same addresses below the root of each language of the public site."""
