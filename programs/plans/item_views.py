"""Items of a plan: what the builder does to them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from programs.dosing import Dose
from programs.models import PlanItem, PlanPhase
from programs.plans import actions, item_actions, row_actions, sides
from programs.plans.page import answer, exercise_of, plan_row_of
from programs.plans.shared_form import read_posted
from programs.shorthand import ShorthandError, read_shorthand, split_side


def item_of(request: ClinicRequest, item_id: int) -> PlanItem:
    item: PlanItem = get_object_or_404(
        PlanItem.objects.for_clinic(request.clinic).select_related(
            "exercise", "phase__plan__patient__clinic", "changed_by"
        ),
        pk=item_id,
    )
    return item


@clinical
@require_POST
def item_add(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_row_of(request, plan_id)
    posted = request.POST.get("phase", "")
    wanted = number_in(posted) if posted else plan.current_phase_id
    phase = get_object_or_404(
        PlanPhase.objects.for_clinic(request.clinic), pk=wanted, plan_id=plan.pk
    )
    try:
        item = item_actions.add_item(phase, exercise_of(request), by=request.member)
    except actions.PlanError as error:
        messages.error(request, str(error))
        return answer(request, plan)
    return answer(request, plan, focus=f"item-{item.pk}")


@clinical
@require_POST
def item_dose(request: ClinicRequest, item_id: int) -> HttpResponse:
    """The dose as shorthand: what is typed is the whole of it, but for the speed and the side."""
    item = item_of(request, item_id)
    typed = request.POST.get("shorthand", "").strip()
    seen = _shown_before(request, "shorthand")
    if seen is None and number_in(request.POST.get("version", "")) == item.version:
        seen = item.shorthand
    try:
        words, side = split_side(typed)
        dose = read_shorthand(words, Dose(tempo=item.tempo)) if words else item.dose
        row_actions.change_dose(item, dose, seen=seen or "", side=side, by=request.member)
    except actions.PlanConflictError as conflict:
        said = f"{conflict} Enter puts yours in its place."
        return _dose_again(request, item_of(request, item_id), typed, said)
    except (ShorthandError, actions.PlanError) as error:
        return _dose_again(request, item, typed, str(error), was=request.POST.get("was", ""))
    row = f"item-{item.pk}"
    return answer(request, item.phase.plan, focus=row, anew=row)


def _shown_before(request: ClinicRequest, name: str) -> str | None:
    """What the row showed when this was typed or pressed; None when it does not say."""
    shown = read_posted(request.POST.get("was", "")).get(name)
    return shown[0] if shown else None


def _dose_again(
    request: ClinicRequest, item: PlanItem, typed: str, error: str, was: str = ""
) -> HttpResponse:
    """What was typed, with what is wrong with it; the next try knows what is stored now.

    With ``was`` it still starts from what the row had shown.
    """
    if not request.htmx:
        messages.error(request, f"{item}: {error}")
        return answer(request, item.phase.plan, focus=f"item-{item.pk}")
    context = {"item": item, "plan": item.phase.plan, "typed": typed, "dose_error": error}
    context["dose_was"] = was
    return render(request, "plans/_item_words.html", context, status=422)


@clinical
@require_POST
def item_side(request: ClinicRequest, item_id: int) -> HttpResponse:
    """The one choice that is made most, without opening the whole form."""
    item = item_of(request, item_id)
    side = request.POST.get("side", "")
    if side not in dict(item.side_choices):
        return HttpResponseBadRequest("This side does not fit the exercise.")
    seen = _shown_before(request, "side")
    return _act(
        request,
        item_id,
        lambda item: row_actions.change_side(item, side, seen=seen, by=request.member),
    )


def _act(
    request: ClinicRequest, item_id: int, action: Callable[[PlanItem], object]
) -> HttpResponse:
    item = item_of(request, item_id)
    try:
        action(item)
    except actions.PlanError as error:
        messages.error(request, str(error))
    return answer(request, item.phase.plan, focus=f"item-{item_id}")


@clinical
@require_POST
def item_move(request: ClinicRequest, item_id: int) -> HttpResponse:
    posted = request.POST.get("phase", "")
    if posted:
        wanted = number_in(posted)
        phase = get_object_or_404(PlanPhase.objects.for_clinic(request.clinic), pk=wanted)
        before_id = number_in(request.POST.get("before", ""))
        return _act(
            request,
            item_id,
            lambda item: item_actions.move_item_to(
                item, phase, by=request.member, before_id=before_id
            ),
        )
    steps = {"up": -1, "down": 1}.get(request.POST.get("way", ""), 0)
    return _act(
        request,
        item_id,
        lambda item: item_actions.move_item(item, by=request.member, steps=steps),
    )


@clinical
@require_POST
def item_duplicate(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _act(request, item_id, lambda item: item_actions.duplicate_item(item, by=request.member))


@clinical
@require_POST
def item_split(request: ClinicRequest, item_id: int) -> HttpResponse:
    """One item for the left and one for the right, so that their doses can differ."""
    return _act(request, item_id, lambda item: sides.split_sides(item, by=request.member))


@clinical
@require_POST
def item_remove(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _act(request, item_id, lambda item: item_actions.remove_item(item, by=request.member))


@clinical
@require_POST
def item_restore(request: ClinicRequest, item_id: int) -> HttpResponse:
    return _act(request, item_id, lambda item: item_actions.restore_item(item, by=request.member))
