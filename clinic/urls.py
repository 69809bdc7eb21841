"""Every address of the product."""

from django.urls import include, path

from clinic import views

clinic_patterns = (
    [
        path("", views.home, name="home"),
    ],
    "clinic",
)

urlpatterns = [
    path("", include(clinic_patterns)),
    path("", include("patients.urls")),
    path("", include("programs.urls")),
    path("", include("programs.portal.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
