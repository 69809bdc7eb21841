"""The photographs and videos on a patient's own sheets."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from programs.media.serving import photo_response, video_response
from programs.models import Photo, Revision, Video
from programs.portal.gate import PortalRequest, patient_page


@patient_page
@require_safe
def photo(request: PortalRequest, photo_sha256: str) -> HttpResponseBase:
    return photo_response(_photo_on_sheet(request, photo_sha256))


@patient_page
@require_safe
def photo_thumbnail(request: PortalRequest, photo_sha256: str) -> HttpResponseBase:
    return photo_response(_photo_on_sheet(request, photo_sha256), is_small=True)


@patient_page
@require_safe
def video(request: PortalRequest, video_sha256: str) -> HttpResponseBase:
    _require_on_sheet(request, f'"video":"{video_sha256}"')
    found = get_object_or_404(Video.objects.for_clinic(request.clinic), sha256=video_sha256)
    return video_response(request, found)


def _photo_on_sheet(request: PortalRequest, sha256: str) -> Photo:
    _require_on_sheet(request, f'"photo":"{sha256}"')
    return get_object_or_404(Photo.objects.for_clinic(request.clinic), sha256=sha256)


def _require_on_sheet(request: PortalRequest, words: str) -> None:
    """Errors: Http404 when no sheet of this patient holds these words of its JSON.

    Earlier sheets count: the diary shows them on their days. What somebody typed cannot look like
    this: its quotation marks are written otherwise.
    """
    sheets = Revision.objects.for_clinic(request.clinic).filter(plan__patient=request.patient)
    if not sheets.filter(sheet_json__contains=words).exists():
        raise Http404("This is not on your sheet.")
