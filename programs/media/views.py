"""The clinic's own photographs and videos, for those who work there."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from clinic.access import ClinicRequest
from programs.media.serving import photo_response, video_response
from programs.models import Photo, Video


@require_safe
def photo(request: ClinicRequest, photo_sha256: str) -> HttpResponseBase:
    found = get_object_or_404(Photo.objects.for_clinic(request.clinic), sha256=photo_sha256)
    return photo_response(found)


@require_safe
def photo_thumbnail(request: ClinicRequest, photo_sha256: str) -> HttpResponseBase:
    found = get_object_or_404(Photo.objects.for_clinic(request.clinic), sha256=photo_sha256)
    return photo_response(found, is_small=True)


@require_safe
def video(request: ClinicRequest, video_sha256: str) -> HttpResponseBase:
    found = get_object_or_404(Video.objects.for_clinic(request.clinic), sha256=video_sha256)
    return video_response(request, found)
