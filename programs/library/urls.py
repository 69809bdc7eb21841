"""The addresses of the library."""

from django.urls import URLPattern, path

from programs import converters  # noqa: F401  # makes <sha256:…> known
from programs.library import advice_views, own_dose_views, protocol_views, views

urlpatterns: list[URLPattern] = [
    path("drawings/<sha256:sha256>.svg", views.drawing, name="drawing"),
    path("library/", views.exercise_list, name="exercise_list"),
    path("library/search/", views.exercise_search, name="exercise_search"),
    path("library/<int:exercise_id>/", views.exercise_detail, name="exercise_detail"),
    path(
        "library/<int:exercise_id>/favourite/",
        views.exercise_favourite,
        name="exercise_favourite",
    ),
    path(
        "library/<int:exercise_id>/own-dose/",
        own_dose_views.exercise_own_dose,
        name="exercise_own_dose",
    ),
    path("protocols/", protocol_views.protocol_list, name="protocol_list"),
    path("protocols/<int:protocol_id>/", protocol_views.protocol_detail, name="protocol_detail"),
    path("advice/", advice_views.advice_list, name="advice_list"),
    path("advice/<int:advice_id>/", advice_views.advice_detail, name="advice_detail"),
]
