"""Addresses of units and people."""

from django.urls import path

from units.views import changes, charges, clusters, history, members, reading

app_name = "units"
urlpatterns = [
    path("", reading.mine, name="mine"),
    path("danh-sach/", reading.find, name="list"),
    path("<int:pk>/", reading.detail, name="detail"),
    path("<int:pk>/doan-vien/", reading.members, name="members"),
    path("<int:pk>/lich-su/", history.history, name="history"),
    path("phu-trach/", charges.mine, name="my_charges"),
    path("phu-trach/<int:pk>/", charges.official, name="official"),
    path("<int:pk>/phu-trach/", charges.overview, name="charges"),
    path("<int:pk>/phu-trach/danh-sach/", charges.unions, name="charged_unions"),
    path("<int:pk>/phu-trach/giao/", charges.charge, name="charge"),
    path("<int:pk>/phu-trach/ban-giao/", charges.hand_over, name="hand_over_charges"),
    path("<int:pk>/cum-khoi/", clusters.find, name="clusters"),
    path("<int:pk>/cum-khoi/moi/", clusters.found, name="found_cluster"),
    path("cum-khoi/<int:pk>/", clusters.detail, name="cluster"),
    path("cum-khoi/<int:pk>/thanh-vien/", clusters.lineup, name="cluster_lineup"),
    path("cum-khoi/<int:pk>/nam-moi/", clusters.next_year, name="next_cluster_year"),
    path("cum-khoi/<int:pk>/giao-uoc/", clusters.write, name="write_pledge"),
    path("cum-khoi/<int:pk>/ky/", clusters.sign, name="sign_pledge"),
    path("cum-khoi/<int:pk>/<str:step>/", clusters.take_step, name="step_pledge"),
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
