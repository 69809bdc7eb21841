"""The patient's addresses. Nothing personal stands in them: a code opens nothing by itself."""

from datetime import date

from django.urls import URLPattern, path, register_converter

from programs import converters  # noqa: F401  # makes <sha256:…> known
from programs.portal import leaflet_views, media_views, sheet_views, views


class DayConverter:
    """A day of this century, as 2026-11-23."""

    regex = r"20\d\d-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class CodeConverter:
    """A code as it might be typed into an address."""

    regex = r"[0-9A-Za-z -]{4,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DayConverter, "day")
register_converter(CodeConverter, "code")

app_name = "portal"

urlpatterns: list[URLPattern] = [
    path("p/", views.enter, name="enter"),
    path("p/<code:code>/", views.enter_code, name="enter_code"),
    path("p/<code:code>/<int:sheet_number>/", views.enter_sheet, name="enter_sheet"),
    path("my/", views.today, name="today"),
    path("my/sheet/", sheet_views.sheet, name="sheet"),
    path("my/sheet.pdf", sheet_views.sheet_file, name="sheet_file"),
    path("my/photos/<sha256:photo_sha256>.jpg", media_views.photo, name="photo"),
    path("my/leaflets/<int:leaflet_number>/", leaflet_views.leaflet, name="leaflet"),
    path(
        "my/photos/<sha256:photo_sha256>/small.jpg",
        media_views.photo_thumbnail,
        name="photo_thumbnail",
    ),
    path("my/videos/<sha256:video_sha256>.mp4", media_views.video, name="video"),
    path("my/leave/", views.leave, name="leave"),
    path("my/<day:day>/", views.day, name="day"),
    path("my/<day:day>/record/", views.record, name="record"),
    path("urgent/", views.urgent, name="urgent"),
]
