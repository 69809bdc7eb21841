"""The patient's pages. They work without JavaScript: plain forms, and a redirect after each."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients import access
from patients.codes import spaced_code, tidy_code
from programs.content.safety import safety_texts
from programs.diary.actions import DiaryError, NotOnSheetError
from programs.diary.history import today_of
from programs.portal.day_page import day_page
from programs.portal.entering import greet, let_in, only_clinic
from programs.portal.forms import BirthDateForm, EnterForm, RecordForm
from programs.portal.gate import PortalRequest, forget, patient_page, private
from programs.portal.recording import record_form

UNPROCESSABLE = 422


@login_not_required
@require_http_methods(["GET", "POST"])
@gzip_page
def enter(request: HttpRequest) -> HttpResponse:
    """The code typed by hand."""
    known = access.session_from_cookie(request)
    if known is not None and request.method == "GET":
        return private(redirect("portal:today"))
    form = EnterForm(request.POST or None)
    if form.is_valid():
        response = let_in(request, form, code=form.cleaned_data["code"], known=known)
        if response is not None:
            return response
    return _ask(request, form)


@login_not_required
@require_http_methods(["GET", "POST"])
@gzip_page
def enter_code(request: HttpRequest, code: str) -> HttpResponse:
    return _enter_scanned(request, code, None)


@login_not_required
@require_http_methods(["GET", "POST"])
@gzip_page
def enter_sheet(request: HttpRequest, code: str, sheet_number: int) -> HttpResponse:
    return _enter_scanned(request, code, sheet_number)


def _enter_scanned(request: HttpRequest, code: str, sheet_number: int | None) -> HttpResponse:
    """The code came with the picture on the sheet: only the birth date is asked.

    A phone that is in already is asked nothing, also by an old sheet with a code that was ended.
    """
    known = access.session_from_cookie(request)
    if known is not None and request.method == "GET":
        patient = known.access.patient
        if access.was_code_of(patient, code):
            return greet(request, patient, sheet_number)
    form = BirthDateForm(request.POST or None)
    if form.is_valid():
        response = let_in(request, form, code=code, known=known, sheet_number=sheet_number)
        if response is not None:
            return response
    return _ask(request, form, code=spaced_code(tidy_code(code)))


def _ask(request: HttpRequest, form: BirthDateForm, *, code: str = "") -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "code": code, "days": settings.PORTAL_SESSION_DAYS}
    context["clinic"] = only_clinic()
    return private(render(request, "portal/enter.html", context, status=status))


@patient_page
@require_safe
@gzip_page
def today(request: PortalRequest) -> HttpResponse:
    return _show(request, today_of(request.patient))


@patient_page
@require_safe
@gzip_page
def day(request: PortalRequest, day: date) -> HttpResponse:
    if day > today_of(request.patient):
        raise Http404("That day is still to come.")
    return _show(request, day)


@patient_page
@require_POST
@gzip_page
def record(request: PortalRequest, day: date) -> HttpResponse:
    if day > today_of(request.patient):
        raise Http404("That day is still to come.")
    form = RecordForm(request.POST)
    if form.is_valid():
        try:
            record_form(request.patient, day, form)
        except NotOnSheetError as error:
            raise Http404(str(error)) from error
        except DiaryError as error:
            form.add_error(None, str(error))
    if not form.is_valid():
        return _show(request, day, refused=form)
    is_today = day == today_of(request.patient)
    page = reverse("portal:today") if is_today else reverse("portal:day", args=[day])
    return redirect(f"{page}#{form.cleaned_data['anchor']}")


def _show(request: PortalRequest, day: date, *, refused: RecordForm | None = None) -> HttpResponse:
    page = day_page(request.patient, day, refused=refused)
    context = {"page": page, "refused": refused, "tab": "today"}
    return render(request, "portal/day.html", context, status=UNPROCESSABLE if refused else 200)


@patient_page
@require_POST
def leave(request: PortalRequest) -> HttpResponse:
    access.end_session(request.portal_session)
    messages.info(request, "Your diary is closed on this phone.")
    response = redirect("portal:enter")
    forget(response)
    return response


@login_not_required
@require_safe
@gzip_page
def urgent(request: HttpRequest) -> HttpResponse:
    """When to get help: the same words for everyone. Only whom to call is the clinic's own."""
    patient = access.patient_from_cookie(request)
    context = {
        "safety": safety_texts(),
        "clinic": patient.clinic if patient else only_clinic(),
        "is_patient": patient is not None,
        "tab": "urgent",
    }
    response = render(request, "portal/urgent.html", context)
    return private(response) if patient else response
