"""The addresses of bringing a library in and taking it out."""

from django.urls import URLPattern, path

from programs.exchange import views

urlpatterns: list[URLPattern] = [
    path("library/exchange/", views.library_exchange, name="library_exchange"),
    path("library/exchange/new/", views.import_new, name="import_new"),
    path("library/exchange/export/", views.library_export, name="library_export"),
    path("library/exchange/template/", views.library_template, name="library_template"),
    path("library/exchange/<int:import_id>/", views.import_detail, name="import_detail"),
    path(
        "library/exchange/<int:import_id>/progress/", views.import_progress, name="import_progress"
    ),
    path(
        "library/exchange/<int:import_id>/problems/", views.import_problems, name="import_problems"
    ),
    path("library/exchange/<int:import_id>/load/", views.import_load, name="import_load"),
    path("library/exchange/<int:import_id>/discard/", views.import_discard, name="import_discard"),
]
