"""The advice leaflets on the sheet that a patient has now."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from programs.diary.history import revision_on, today_of
from programs.portal.gate import PortalRequest, patient_page


@patient_page
@require_safe
@gzip_page
def leaflet(request: PortalRequest, leaflet_number: int) -> HttpResponse:
    """A leaflet by its place on the sheet: its name would say in the address what it is about."""
    revision = revision_on(request.patient, today_of(request.patient))
    leaflets = revision.sheet.advice if revision else ()
    if not 1 <= leaflet_number <= len(leaflets):
        raise Http404("This leaflet is not on your sheet.")
    context = {
        "leaflet": leaflets[leaflet_number - 1],
        "leaflets": leaflets,
        "shown": leaflet_number,
    }
    return render(request, "portal/leaflet.html", context)
