"""The addresses where a clinic writes its leaflets."""

from django.urls import URLPattern, path

from programs.authoring import advice_views as views

urlpatterns: list[URLPattern] = [
    path("advice/new/", views.advice_new, name="advice_new"),
    path("advice/preview/", views.advice_preview, name="advice_preview"),
    path("advice/<int:advice_id>/copy/", views.advice_copy, name="advice_copy"),
    path("advice/<int:advice_id>/edit/", views.advice_edit, name="advice_edit"),
    path("advice/<int:advice_id>/sign/", views.advice_sign, name="advice_sign"),
    path("advice/<int:advice_id>/retire/", views.advice_retire, name="advice_retire"),
    path("advice/<int:advice_id>/restore/", views.advice_restore, name="advice_restore"),
]
