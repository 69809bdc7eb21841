"""Adding exercises without scripts: the builder's search as a page of its own."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from clinic.access import ClinicRequest, clinical
from clinic.limits import at_most
from clinic.numbers import number_in
from programs.library.rows import rows_for_plan
from programs.library.search import Search
from programs.models import Plan

# As many as anybody asks for by pressing. Units: searches a minute.
SEARCHES = 60


@clinical
@require_safe
@at_most(SEARCHES, seconds=60)
def plan_search(request: ClinicRequest, plan_id: int) -> HttpResponse:
    rows = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic")
    plan = get_object_or_404(rows.prefetch_related("phases"), pk=plan_id)
    if plan.is_ended:
        return redirect(plan)
    search = Search.from_query(request.GET)
    limit = number_in(request.GET.get("limit", ""))
    found = rows_for_plan(search, request.member, request.clinic, plan, limit=limit)
    context = {"plan": plan, "search": search, "found": found}
    return render(request, "plans/plan_search.html", context)
