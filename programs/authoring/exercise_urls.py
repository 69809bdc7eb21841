"""The addresses where a clinic writes its exercises."""

from django.urls import URLPattern, path

from programs.authoring import exercise_views as views

urlpatterns: list[URLPattern] = [
    path("library/new/", views.exercise_new, name="exercise_new"),
    path("library/near/", views.exercise_near, name="exercise_near"),
    path("library/preview/", views.exercise_preview, name="exercise_preview"),
    path("library/<int:exercise_id>/copy/", views.exercise_copy, name="exercise_copy"),
    path("library/<int:exercise_id>/edit/", views.exercise_edit, name="exercise_edit"),
    path("library/<int:exercise_id>/retire/", views.exercise_retire, name="exercise_retire"),
    path("library/<int:exercise_id>/restore/", views.exercise_restore, name="exercise_restore"),
    path("library/<int:exercise_id>/sign/", views.exercise_sign, name="exercise_sign"),
]
