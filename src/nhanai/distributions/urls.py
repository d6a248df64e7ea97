"""Addresses of this room: /trao-qua/."""

from django.urls import path

from nhanai.distributions.views import emergency, handing, lists, rounds, sampling

app_name = "distributions"
urlpatterns = [
    path("", rounds.listing, name="list"),
    path("moi/", rounds.new, name="new"),
    path("<int:pk>/", rounds.one, name="round"),
    path("<int:pk>/chi-tieu/", rounds.quotas, name="quotas"),
    path("<int:pk>/ket-thuc/", rounds.closing, name="close"),
    path("<int:pk>/huy/", rounds.cancelling, name="cancel"),
    path("don-vi/<int:pk>/", lists.one, name="quota"),
    path("don-vi/<int:pk>/thon-ban/", lists.hamlets, name="hamlets"),
    path("don-vi/<int:pk>/tu-dia-chi/", lists.from_addresses, name="from-addresses"),
    path("don-vi/<int:pk>/them/", lists.adding, name="add"),
    path("don-vi/<int:pk>/doi-chieu/", lists.comparing, name="compare"),
    path("don-vi/<int:pk>/giai-trinh/", lists.answering, name="answer"),
    path("don-vi/<int:pk>/nop/", lists.submitting, name="submit"),
    path("don-vi/<int:pk>/tra-lai/", lists.giving_back, name="give-back"),
    path("don-vi/<int:pk>/duyet/", lists.approving, name="approve"),
    path("<int:pk>/ket-xuat/", handing.export_round, name="export"),
    path("don-vi/<int:pk>/ket-xuat/", handing.export_list, name="export-list"),
    path("don-vi/<int:pk>/ky-nhan/<str:form>/", handing.signing, name="signing"),
    path("don-vi/<int:pk>/phieu-chi/", handing.paying, name="pay"),
    path("don-vi/<int:pk>/xuat-kho/", handing.sending, name="send"),
    path("don-vi/<int:pk>/da-trao/", handing.handing, name="hand-over"),
    path("don-vi/<int:pk>/qua-du/", handing.moving, name="move"),
    path("qua-du/<int:pk>/ghi-so/", handing.booking, name="book-return"),
    path("nguoi-nhan/<int:pk>/rut/", handing.taking_back, name="take-back"),
    path("nguoi-nhan/<int:pk>/bo/", lists.removing, name="remove"),
    path("nguoi-nhan/<int:pk>/du-phong/", lists.turning, name="turn"),
    path("danh-sach-khac/<int:pk>/bo/", lists.dropping, name="drop-other"),
    path("khan-cap/", emergency.listing, name="emergencies"),
    path("khan-cap/moi/", emergency.new, name="new-emergency"),
    path("khan-cap/<int:pk>/", emergency.one, name="emergency"),
    path("khan-cap/<int:pk>/y-kien/", emergency.deciding, name="decide-emergency"),
    path("khan-cap/<int:pk>/phieu-chi/", emergency.paying, name="pay-emergency"),
    path("khan-cap/anh/<int:pk>/", emergency.photo, name="emergency-photo"),
    path("<int:pk>/mau/", sampling.announcing, name="announce-sample"),
    path("mau/<int:pk>/", sampling.one, name="sample"),
    path("mau/<int:pk>/rut/", sampling.drawing, name="draw-sample"),
    path("mau/<int:pk>/phieu/<str:form>/", sampling.printing, name="print-sample"),
    path("tham/<int:pk>/", sampling.visiting, name="visit"),
    path("tham/<int:pk>/xu-ly/", sampling.following, name="follow-visit"),
]
