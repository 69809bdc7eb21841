"""The patient's door. A portal view starts from the patient that the phone's cookie names."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from clinic.models import Clinic
from patients.access import session_from_cookie
from patients.models import Patient, PortalSession

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class PortalRequest(HttpRequest):
    """A request by a patient's phone. ``patient_page`` has put these on it."""

    clinic: Clinic
    patient: Patient
    portal_session: PortalSession


def patient_page(
    view: Callable[Concatenate[PortalRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For patients only: whoever has no open session on this phone is asked for the code.

    A member of staff's sign-in is another thing, and opens nothing here.
    """

    @login_not_required
    @wraps(view)
    def gate(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        session = session_from_cookie(request)
        if session is None:
            return private(redirect("portal:enter"))
        patient = session.access.patient
        request.portal_session = session  # type: ignore[attr-defined]  # see PortalRequest
        request.patient = patient  # type: ignore[attr-defined]  # see PortalRequest
        request.clinic = patient.clinic  # type: ignore[attr-defined]  # see PortalRequest
        with timezone.override(ZoneInfo(patient.clinic.time_zone)):
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is one now
        return private(response)

    return gate


def private(response: R) -> R:
    """No browser or proxy keeps a copy, unless the view said that this browser may."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def remember(response: HttpResponse, token: str) -> None:
    """Puts a session's token on the phone, where no script can read it."""
    response.set_cookie(
        settings.PORTAL_COOKIE_NAME,
        token,
        max_age=settings.PORTAL_SESSION_DAYS * 24 * 60 * 60,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(settings.PORTAL_COOKIE_NAME, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'
