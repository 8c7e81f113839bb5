"""All addresses of the portal."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from portal.pages.views.style import style

handler400 = "portal.pages.errors.bad_request"
handler403 = "portal.pages.errors.forbidden"
handler404 = "portal.pages.errors.not_found"
handler500 = "portal.pages.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.pages.urls")),
    path("", include("accounts.urls")),
    path("tai-khoan/", include("accounts.guarded_urls")),
    path("tai-khoan/", include("allauth.urls")),
    # Before signing in too: the switch stands on the login page.
    path("ngon-ngu/setlang/", login_not_required(set_language), name="set_language"),
    path("don-vi/", include("units.urls")),
    path("hoi-dong/", include("councils.urls")),
    path("phong-trao/", include("campaigns.urls")),
    path("sang-kien/", include("initiatives.urls")),
    path("khen-thuong/", include("awards.urls")),
    path("bao-cao/", include("reports.urls")),
    path("", include("awards.public_urls")),
]

if settings.LOCAL:
    urlpatterns += [path("style/", style, name="style")]
