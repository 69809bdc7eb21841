"""The addresses of the library."""

from django.urls import URLPattern, path, register_converter

from programs.library import advice_views, views


class Sha256Converter:
    """A SHA-256 as 64 small hexadecimal digits, and nothing else."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256Converter, "sha256")

urlpatterns: list[URLPattern] = [
    path("drawings/<sha256:sha256>.svg", views.drawing, name="drawing"),
    path("library/", views.exercise_list, name="exercise_list"),
    path("library/search/", views.exercise_search, name="exercise_search"),
    path("library/<int:exercise_id>/", views.exercise_detail, name="exercise_detail"),
    path("protocols/", views.protocol_list, name="protocol_list"),
    path("protocols/<int:protocol_id>/", views.protocol_detail, name="protocol_detail"),
    path("advice/", advice_views.advice_list, name="advice_list"),
    path("advice/<int:advice_id>/", advice_views.advice_detail, name="advice_detail"),
]
