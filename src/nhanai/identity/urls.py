"""Addresses of the room."""

from django.urls import path

from nhanai.identity.views import own, people, signing

app_name = "identity"
urlpatterns = [
    path("dang-nhap/", signing.sign_in, name="sign-in"),
    path("dang-xuat/", signing.sign_out, name="sign-out"),
    path("thiet-lap/", signing.first_run, name="first-run"),
    path("tai-khoan/", own.account, name="account"),
    path("tai-khoan/mat-khau/", own.password, name="password"),
    path("tai-khoan/phim-tat/", own.keys, name="keys"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/them/", people.new_person, name="new-person"),
    path("nguoi-dung/<int:pk>/", people.person, name="person"),
    path("nguoi-dung/<int:pk>/sua/", people.edit_person, name="edit-person"),
    path("nguoi-dung/<int:pk>/bo-nhiem/", people.appoint, name="appoint"),
    path(
        "nguoi-dung/<int:pk>/bo-nhiem/<int:appointment>/ket-thuc/",
        people.end_appointment,
        name="end-appointment",
    ),
    path("nguoi-dung/<int:pk>/mat-khau/", people.reset_password, name="reset-password"),
    path("nguoi-dung/<int:pk>/ngung/", people.deactivate, name="deactivate"),
    path("nguoi-dung/<int:pk>/dung-lai/", people.activate, name="activate"),
]
