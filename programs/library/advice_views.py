"""The advice leaflets, to look at and to print."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clinic.access import ClinicRequest
from programs.leaflet import blocks_of
from programs.library import advice_pages


@require_safe
def advice_list(request: ClinicRequest) -> HttpResponse:
    context = {
        "leaflets": advice_pages.advice_for_list(request.clinic),
        "retired": advice_pages.retired_advice(request.clinic),
    }
    return render(request, "library/advice_list.html", context)


@require_safe
def advice_detail(request: ClinicRequest, advice_id: int) -> HttpResponse:
    advice = get_object_or_404(advice_pages.advice_for_page(request.clinic), pk=advice_id)
    context = {
        "advice": advice,
        "blocks": blocks_of(advice.body),
        "named": advice_pages.exercises_named(advice, request.clinic),
        "protocols": advice_pages.protocols_with_advice(advice, request.clinic),
        "is_ours": advice.clinic_id == request.clinic.pk,
    }
    return render(request, "library/advice_detail.html", context)
