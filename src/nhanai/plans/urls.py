"""Addresses of the room."""

from django.urls import path

from nhanai.plans.views import acts, plans, review, revising, tasks, work

app_name = "plans"
urlpatterns = [
    path("", plans.list_plans, name="list"),
    path("cua-don-vi/", tasks.mine, name="mine"),
    path("tu-van-ban/<int:document>/", review.start, name="start"),
    path("<int:pk>/", plans.detail, name="detail"),
    path("<int:pk>/ra-soat/", review.review, name="review"),
    path("<int:pk>/ra-soat/nhieu/", review.many_tasks, name="many"),
    path("<int:pk>/ra-soat/nhieu/ghi/", review.settle_many, name="settle-many"),
    path("<int:pk>/ra-soat/da-ro/", review.check_sure, name="check-sure"),
    path("<int:pk>/ra-soat/them/", acts.add_task, name="add-task"),
    path("<int:pk>/thoi-gian/", plans.timeline, name="timeline"),
    path("<int:pk>/ban-in/", plans.summary, name="summary"),
    path("<int:pk>/xac-nhan/", review.confirm, name="confirm"),
    path("<int:pk>/mo-lai/", review.reopen, name="reopen"),
    path("<int:pk>/ten/", review.rename, name="rename"),
    path("<int:pk>/dieu-chinh/", revising.revisions, name="revisions"),
    path("<int:pk>/dieu-chinh/so-sanh/", revising.start, name="start-revision"),
    path("dieu-chinh/<int:pk>/", revising.revision, name="revision"),
    path("dieu-chinh/<int:pk>/ap-dung/", revising.apply, name="apply-revision"),
    path("dieu-chinh/<int:pk>/bo/", revising.dismiss, name="dismiss-revision"),
    path("dieu-chinh/thay-doi/<int:pk>/", revising.decide, name="decide-change"),
    path("viec/<int:pk>/", work.work, name="work"),
    path("viec/<int:pk>/mo-lai/", work.reopen, name="reopen-work"),
    path("minh-chung/<int:pk>/", work.evidence, name="evidence"),
    path("minh-chung/<int:pk>/rut-lai/", work.withdraw, name="withdraw-evidence"),
    path("nhiem-vu/<int:pk>/chi-tieu/", work.target, name="target"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("nhiem-vu/<int:pk>/van-ban/", tasks.source, name="source"),
    path("nhiem-vu/<int:pk>/xac-nhan/", acts.check, name="check"),
    path("nhiem-vu/<int:pk>/bo/", acts.drop, name="drop"),
    path("nhiem-vu/<int:pk>/chung/", acts.general, name="general"),
    path("nhiem-vu/<int:pk>/hoan-tac/", acts.undo, name="undo"),
    path("nhiem-vu/<int:pk>/tach/", acts.split, name="split"),
    path("nhiem-vu/<int:pk>/gop/", acts.join, name="join"),
    path("nhiem-vu/<int:pk>/giao/", acts.assign, name="assign"),
    path("nhiem-vu/<int:pk>/bo-sung/", acts.add, name="add"),
    path("co-quan/<int:pk>/vai-tro/", acts.set_role, name="set-role"),
    path("co-quan/<int:pk>/bo/", acts.remove, name="remove"),
]
