"""The last dose, used by one press in the row."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from programs.plans.errors import PlanError
from programs.plans.item_actions import change_item
from programs.plans.item_views import item_of
from programs.plans.last_dose import last_doses
from programs.plans.page import answer, plan_of


@clinical
@require_POST
def item_last_dose(request: ClinicRequest, item_id: int) -> HttpResponse:
    """The item gets the dose that its row names; where it names none by now, nothing changes.

    The row sends what it showed as "id version".
    """
    item = item_of(request, item_id)
    plan = plan_of(request, item.phase.plan_id)
    revision = plan.revisions.first()
    last = last_doses(plan, revision.sheet if revision else None).get(item.pk)
    _, _, seen = request.POST.get("seen", "").partition(" ")
    try:
        if last:
            said = f"{item}: the last dose"
            change_item(
                item, asdict(last.dose), version=number_in(seen), by=request.member, said=said
            )
    except PlanError as error:
        messages.error(request, str(error))
    return answer(request, plan, focus=f"item-{item.pk}")
