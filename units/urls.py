"""Addresses of units and people."""

from django.urls import path

from units.views import changes, history, members, reading

app_name = "units"
urlpatterns = [
    path("", reading.mine, name="mine"),
    path("danh-sach/", reading.find, name="list"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/doan-vien/", reading.members, name="members"),
    path("<int:pk>/lich-su/", history.history, name="history"),
    path("<int:pk>/thay-doi/", changes.choose, name="choose_change"),
    path("<int:pk>/thay-doi/<str:kind>/", changes.draft, name="draft_change"),
    path("doan-vien/<int:pk>/gop/", members.merge, name="merge_members"),
    path("doan-vien/<int:pk>/<str:what>/", members.write, name="write_member"),
    path("de-nghi-sua/", members.corrections, name="corrections"),
    path("de-nghi-sua/<int:pk>/", members.correction, name="correction"),
    path("thay-doi/", changes.find, name="changes"),
    path("thay-doi/<int:pk>/", changes.detail, name="change"),
    path("thay-doi/<int:pk>/sua/", changes.revise, name="revise_change"),
    path("thay-doi/<int:pk>/don-vi-moi/", changes.add_target, name="add_target"),
    path("thay-doi/<int:pk>/bo-don-vi/<int:part_pk>/", changes.drop_target, name="drop_target"),
    path("thay-doi/<int:pk>/chia/", changes.share_out, name="share_out"),
    path("thay-doi/<int:pk>/can-bo/", changes.carry_over, name="carry_over"),
    path("thay-doi/<int:pk>/<str:step>/", changes.take_step, name="step_change"),
]
