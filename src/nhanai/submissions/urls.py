"""Addresses below /bao-cao/dinh-ky/."""

from django.urls import path

from nhanai.submissions.views import acts, board, files, report, together

app_name = "submissions"
_ONE = "<slug:code>/<str:key>/<slug:unit>/"
urlpatterns = [
    path("", board.submissions, name="list"),
    path("mo/", board.open_one, name="open"),
    path("tinh-hinh/", board.board, name="board"),
    path("nhac/", board.remind, name="remind"),
    path("goc/<slug:code>/", together.origin, name="origin"),
    path(_ONE, report.report, name="report"),
    path(f"{_ONE}luu/", report.save, name="save"),
    path(f"{_ONE}nop/", report.submit, name="submit"),
    path(f"{_ONE}so/<path:line>/", report.figure, name="figure"),
    path(f"{_ONE}lan/<int:number>/", report.version, name="version"),
    path(f"{_ONE}tra-lai/", acts.give_back, name="give-back"),
    path(f"{_ONE}duyet/", acts.accept, name="accept"),
    path(f"{_ONE}khoa/", acts.lock, name="lock"),
    path(f"{_ONE}hoi-dong/", acts.points, name="points"),
    path(f"{_ONE}dinh-chinh/", acts.correct, name="correct"),
    path(f"{_ONE}bo-dinh-chinh/", acts.drop, name="drop"),
    path(f"{_ONE}bao-cao.docx", files.docx, name="docx"),
    path(f"{_ONE}bao-cao.pdf", files.pdf, name="pdf"),
    path(f"{_ONE}phu-luc.xlsx", together.annexes, name="annexes"),
    path(f"{_ONE}tong-hop/", together.together, name="together"),
    path(f"{_ONE}tong-hop/gom/", together.gather, name="gather"),
    path(f"{_ONE}tong-hop/doan/<int:pk>/", together.passage, name="passage"),
    path(f"{_ONE}the-thuc/", together.frame, name="frame"),
    path(f"{_ONE}ban-hanh/", together.issue, name="issue"),
]
