"""Addresses of signing in, of one's own account, and of activation slips."""

from django.urls import path

from accounts.views import activation, factors, forgotten, me, provider, sign_in, slips
from portal.core.identity import identity_confirmed

app_name = "accounts"
urlpatterns = [
    path("kich-hoat/", activation.start, name="activate"),
    path("kich-hoat/xong/", activation.finish, name="activate_finish"),
    path("kich-hoat/<str:code>/", activation.who, name="activate_with"),
    path("tai-khoan/", me.me, name="me"),
    path("tai-khoan/ma/", sign_in.ask, name="ask_code"),
    path("tai-khoan/ma/nhap/", sign_in.enter, name="enter_code"),
    path("tai-khoan/mat-khau-moi/", forgotten.renew, name="new_password"),
    path("tai-khoan/bao-ve/", me.second_factor, name="second_factor"),
    path("tai-khoan/dien-thoai/", me.phone, name="phone"),
    path("tai-khoan/dien-thoai/ma/", me.phone_code, name="phone_code"),
    path("tai-khoan/e-mail/", me.email, name="email"),
    path("tai-khoan/e-mail/ma/", me.email_code, name="email_code"),
    path("tai-khoan/thiet-bi/<int:pk>/dang-xuat/", me.end_session, name="end_session"),
    path("tai-khoan/thiet-bi/dang-xuat/", me.end_others, name="end_others"),
    path("tai-khoan/nha-cung-cap/", provider.leave, name="leave"),
    path("tai-khoan/lien-ket/<int:pk>/go/", provider.unlink, name="unlink"),
    path("don-vi/tai-khoan/<int:pk>/lop-bao-ve/", identity_confirmed(factors.reset), name="reset_factors"),
    path("don-vi/<int:pk>/phieu-kich-hoat/", slips.waiting, name="slips"),
    path("don-vi/<int:pk>/phieu-kich-hoat/lam/", slips.make, name="make_slips"),
    path("don-vi/<int:pk>/phieu-kich-hoat/cap-lai/", slips.renew, name="renew_slip"),
    path("don-vi/<int:pk>/phieu-kich-hoat/da-lam/", slips.made, name="slips_made"),
    path("don-vi/<int:pk>/phieu-kich-hoat/phieu.pdf", slips.pdf, name="slips_pdf"),
    path("phieu-kich-hoat/<int:pk>/huy/", slips.revoke, name="revoke_slip"),
    path("phieu-kich-hoat/viec/<int:pk>/", slips.job, name="slips_job"),
    path("phieu-kich-hoat/viec/<int:pk>/tep/", slips.job_file, name="slips_job_file"),
]
