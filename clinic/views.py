"""The clinic's own pages."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from clinic.access import ClinicRequest


@require_safe
def home(request: ClinicRequest) -> HttpResponse:
    return redirect("patients:patient_list")
