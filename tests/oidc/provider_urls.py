"""Addresses of the provider of the tests: the protocol, and a page to sign in on."""

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import include, path


def sign_in(request):
    if request.method == "POST":
        login(request, User.objects.get(username=request.POST["who"]), "django.contrib.auth.backends.ModelBackend")
        return HttpResponseRedirect(request.GET["next"])
    return HttpResponse('<form method="post"><label>Ai <input name="who"></label><button>Vào</button></form>')


urlpatterns = [path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")), path("login/", sign_in)]
