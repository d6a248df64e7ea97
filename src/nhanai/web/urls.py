"""The address of the gallery; the root takes it in only where DEBUG is on."""

from django.urls import path

from nhanai.web import views

app_name = "web"
urlpatterns = [path("", views.components, name="components")]
