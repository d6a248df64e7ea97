"""Addresses of the room."""

from django.urls import path

from nhanai.reporting.views import files, passages, reports, urging

app_name = "reporting"
urlpatterns = [
    path("", reports.list_reports, name="list"),
    path("don-doc/", urging.urging, name="urging"),
    path("don-doc/<slug:sender>/<slug:late>/soan/", urging.urge, name="urge"),
    path("cong-van/<int:pk>/", urging.letter, name="letter"),
    path("cong-van/<int:pk>/luu/", urging.write, name="write-letter"),
    path("cong-van/<int:pk>/phat-hanh/", urging.issue, name="issue-letter"),
    path("cong-van/<int:pk>/ban-xem.docx", urging.docx, name="letter-docx"),
    path("cong-van/<int:pk>/ban-xem.pdf", urging.pdf, name="letter-pdf"),
    path("ke-hoach/<int:plan>/lap/", reports.start, name="start"),
    path("<int:pk>/", reports.detail, name="detail"),
    path("<int:pk>/tong-hop-lai/", reports.gather, name="gather"),
    path("<int:pk>/the-thuc/", reports.frame, name="frame"),
    path("<int:pk>/nop/", reports.submit, name="submit"),
    path("<int:pk>/tra-lai/", reports.give_back, name="give-back"),
    path("<int:pk>/duyet/", reports.approve, name="approve"),
    path("<int:pk>/gui-len/", reports.send_up, name="send-up"),
    path("<int:pk>/da-nhan/", reports.receive, name="receive"),
    path("<int:pk>/ban-xem.docx", files.docx, name="docx"),
    path("<int:pk>/ban-xem.pdf", files.pdf, name="pdf"),
    path("<int:pk>/phu-luc.xlsx", files.xlsx, name="xlsx"),
    path("<int:pk>/ban-hanh/", reports.issue, name="issue"),
    path("y-kien/<int:pk>/tiep-thu/", reports.settle, name="settle-opinion"),
    path("muc/<int:pk>/them/", passages.add, name="add-passage"),
    path("doan/<int:pk>/ghi/", passages.write, name="write"),
    path("doan/<int:pk>/loi-moi/", passages.offer, name="offer"),
    path("doan/<int:pk>/dua-vao/", passages.include, name="include"),
    path("doan/<int:pk>/chuyen/", passages.move, name="move"),
    path("doan/<int:pk>/y-kien/", passages.remark, name="remark"),
    path("doan/<int:pk>/nguon/", passages.sources, name="sources"),
]
