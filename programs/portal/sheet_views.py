"""The patient's own sheet: a page to choose on, and the stored PDF."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from clinic import audit
from clinic.limits import at_most
from programs.diary.history import revision_on, today_of
from programs.handouts.actions import handout_for, stored_handout
from programs.handouts.errors import HandoutError
from programs.handouts.options import Options
from programs.handouts.views import pdf_response
from programs.portal.gate import PortalRequest, patient_page
from programs.portal.sheet_form import OwnSheetForm
from programs.portal.sheet_page import SheetPage

logger = logging.getLogger(__name__)

UNPROCESSABLE = 422
# Of one patient, in a minute: more than anybody prints, and few enough for a worker.
ASKS = 30


@patient_page
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(ASKS, seconds=60, of="patient")
@gzip_page
def sheet(request: PortalRequest) -> HttpResponse:
    """Looking only shows the choices; the button makes the sheet, if there is none like it yet."""
    page = _page_of(request)
    if page is None:
        messages.info(request, "There is no sheet for you at the moment.")
        return redirect("portal:today")
    if request.method != "POST":
        return _show(request, page, page.form())
    if "layout" not in request.POST:
        return _make(request, page, page.usual, "")
    form = page.form(request.POST)
    if not form.is_valid():
        return _show(request, page, form)
    return _make(request, page, form.options, f"?{form.query}")


@patient_page
@require_safe
def sheet_file(request: PortalRequest) -> HttpResponse:
    """A sheet as it was made, with the code that this phone came in with."""
    page = _page_of(request)
    form = page.form(request.GET) if page and request.GET else None
    if page is None or (form and not form.is_valid()):
        return redirect("portal:sheet")
    options = form.options if form else page.usual
    access = request.portal_session.access
    handout = stored_handout(page.revision, access=access, options=options)
    if handout is None:
        return redirect("portal:sheet")
    try:
        answer = pdf_response(handout, name=page.words.file)
    except HandoutError:
        return _refuse(request, page)
    audit.record(
        audit.Action.VIEW, f"handout {handout.pk}", clinic=request.clinic, patient=request.patient
    )
    return answer


def _page_of(request: PortalRequest) -> SheetPage | None:
    today = today_of(request.patient)
    revision = revision_on(request.patient, today)
    return SheetPage(revision, request.clinic, today) if revision else None


def _show(request: PortalRequest, page: SheetPage, form: OwnSheetForm) -> HttpResponse:
    context = {"page": page, "words": page.words, "form": form, "tab": "sheet"}
    return render(
        request, "portal/sheet.html", context, status=UNPROCESSABLE if form.is_bound else 200
    )


def _make(request: PortalRequest, page: SheetPage, options: Options, query: str) -> HttpResponse:
    try:
        handout_for(page.revision, access=request.portal_session.access, options=options)
    except HandoutError:
        return _refuse(request, page)
    # 303: the browser fetches it with GET, and a reload makes nothing.
    return HttpResponse(status=303, headers={"Location": f"{reverse('portal:sheet_file')}{query}"})


def _refuse(request: PortalRequest, page: SheetPage) -> HttpResponse:
    """What exactly is wrong is for the clinic: the patient is told whom to call."""
    logger.error("The sheet of revision %s could not be given to its patient.", page.revision.pk)
    messages.error(request, page.words.failed)
    return redirect("portal:sheet")
