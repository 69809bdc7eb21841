"""The addresses of photographs and videos."""

from django.urls import URLPattern, path

from programs import converters  # noqa: F401  # makes <sha256:…> known
from programs.media import views

urlpatterns: list[URLPattern] = [
    path("photos/<sha256:photo_sha256>.jpg", views.photo, name="photo"),
    path("photos/<sha256:photo_sha256>/small.jpg", views.photo_thumbnail, name="photo_thumbnail"),
    path("videos/<sha256:video_sha256>.mp4", views.video, name="video"),
]
