"""The protocols, to look at and to start from."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clinic.access import ClinicRequest, clinical
from programs.library import protocol_pages as pages


@clinical
@require_safe
def protocol_list(request: ClinicRequest) -> HttpResponse:
    search = pages.ProtocolSearch.from_query(request.GET.dict())
    found = pages.protocols_found(search, request.clinic)
    context = {
        "search": search,
        "regions": pages.region_choices(search, request.clinic),
        "page": pages.page_of(found, asked=request.GET.get("page", "1")),
        "retired": pages.retired_protocols(request.clinic),
    }
    return render(request, "library/protocol_list.html", context)


@clinical
@require_safe
def protocol_detail(request: ClinicRequest, protocol_id: int) -> HttpResponse:
    protocol = get_object_or_404(pages.protocol_for_page(request.clinic), pk=protocol_id)
    context = {
        "protocol": protocol,
        "phases": pages.phases_on_page(protocol),
        "named": pages.others_named(protocol, request.clinic),
    }
    return render(request, "library/protocol_detail.html", context)
