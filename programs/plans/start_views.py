"""Starting a plan, putting a protocol into one, and keeping one as a protocol."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from clinic.access import ClinicRequest, clinical
from clinic.numbers import number_in
from patients.models import Patient
from programs.library.protocol_pages import phases_on_page, protocol_for_page
from programs.models import Plan, Protocol
from programs.plans.copying import (
    Part,
    names_left_out,
    parts_of_plan,
    parts_of_protocol,
    words_left_out,
)
from programs.plans.errors import PlanError
from programs.plans.saving import parts_to_keep, save_as_protocol
from programs.plans.start_forms import ApplyForm, PhasesForm, PlanStartForm, SaveForm
from programs.plans.start_page import earlier_plans, plans_of_others, protocols_found
from programs.plans.starting import apply_protocol, start_from_plan, start_plan


# A search for a person is posted although it changes nothing: names belong in no address.
@clinical
@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: ClinicRequest, patient_id: int) -> HttpResponse:
    patient = get_object_or_404(Patient.objects.for_clinic(request.clinic), pk=patient_id)
    if request.htmx:
        return _found(request, patient)
    form = PlanStartForm(request.POST if request.method == "POST" else None)
    phases_form = _phases_form(request)
    if _is_start(request) and form.is_valid() and _is_ready(request, phases_form):
        try:
            plan = _start(request, patient, form.cleaned_data["goal"], phases_form)
        except PlanError as error:
            messages.error(request, str(error))
        else:
            return redirect(plan)
    return _start_page(request, patient, form, phases_form)


def _is_start(request: ClinicRequest) -> bool:
    return request.method == "POST" and not request.POST.keys() & {"find", "choose"}


def _is_ready(request: ClinicRequest, phases_form: PhasesForm | None) -> bool:
    """Whether phases are ticked, or something else was pressed than the start with them."""
    pressed = number_in(request.POST.get("protocol", ""))
    return phases_form is None or phases_form.protocol.pk != pressed or phases_form.is_valid()


def _start(
    request: ClinicRequest, patient: Patient, goal: str, phases_form: PhasesForm | None
) -> Plan:
    """From what was pressed. Errors: PlanError."""
    by = request.member
    if request.POST.get("plan"):
        source = _source(request)
        plan = start_from_plan(patient, source, by=by, goal=goal)
        _say_left_out(request, parts_of_plan(source, for_patient=patient))
    elif sent := request.POST.get("protocol"):
        protocol = _protocol(request, sent)
        only = None
        if phases_form and phases_form.protocol == protocol:
            only = phases_form.cleaned_data["only"]
        plan = start_plan(patient, by=by, protocol=protocol, only=only, goal=goal)
        _say_left_out(request, parts_of_protocol(protocol, request.clinic, only=only))
    else:
        plan = start_plan(patient, by=by, goal=goal)
    return plan


def _source(request: ClinicRequest) -> Plan:
    plans = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic")
    source: Plan = get_object_or_404(plans, pk=number_in(request.POST["plan"]))
    return source


def _protocol(request: ClinicRequest, sent: str) -> Protocol:
    """Errors: PlanError when it was retired, perhaps since the page was opened."""
    protocol: Protocol = get_object_or_404(protocol_for_page(request.clinic), pk=number_in(sent))
    if protocol.status == Protocol.Status.RETIRED:
        raise PlanError(f"“{protocol}” is retired. Choose another protocol.")
    return protocol


def _phases_form(request: ClinicRequest) -> PhasesForm | None:
    """Of the protocol whose phases are being chosen: all ticked, until some were sent."""
    sent = request.GET.get("protocol", "")
    if request.method == "POST":
        sent = request.POST.get("choose") or request.POST.get("phases_of") or ""
    try:
        protocol = _protocol(request, sent) if sent else None
    except PlanError as error:
        if not _is_start(request):  # which says so itself
            messages.error(request, str(error))
        return None
    is_sent = "phases_of" in request.POST and "choose" not in request.POST
    return PhasesForm(request.POST if is_sent else None, protocol=protocol) if protocol else None


def _say_left_out(request: ClinicRequest, parts: list[Part]) -> None:
    if names := names_left_out(parts):
        messages.warning(request, f"Left out, because retired: {', '.join(names)}.")
    if words_left_out(parts):
        messages.warning(
            request, "Words with the other patient's name or a day in them were left out."
        )


def _found(request: ClinicRequest, patient: Patient) -> HttpResponse:
    """What the words find: people's plans when they are posted, protocols otherwise."""
    if request.method == "POST":
        context = _of_others(request, patient)
        return render(request, "plans/_start_plans.html", context)
    context = {"found": protocols_found(request.GET.dict(), request.clinic), "patient": patient}
    return render(request, "plans/_start_protocols.html", context)


def _of_others(request: ClinicRequest, patient: Patient) -> dict[str, Any]:
    words = request.POST.get("who", "").replace("\x00", "").strip()[:100]
    rows, has_more = plans_of_others(patient, words)
    return {"who": words, "rows": rows, "has_more": has_more}


def _start_page(
    request: ClinicRequest, patient: Patient, form: PlanStartForm, phases_form: PhasesForm | None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    earlier = earlier_plans(patient)
    context = {
        "form": form,
        "phases_form": phases_form,
        "phases": phases_on_page(phases_form.protocol) if phases_form else [],
        "patient": patient,
        "earlier": earlier,
        "drafts": [row.plan for row in earlier if row.plan.status == Plan.Status.DRAFT],
        "found": protocols_found(asked.dict(), request.clinic),
    }
    status = 422 if form.errors or (phases_form and phases_form.errors) else 200
    return render(
        request, "plans/plan_new.html", context | _of_others(request, patient), status=status
    )


@clinical
@require_http_methods(["GET", "HEAD", "POST"])
def plan_protocol(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plans = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic")
    plan = get_object_or_404(plans.prefetch_related("phases"), pk=plan_id)
    sent = request.POST if request.method == "POST" else request.GET
    if not sent.get("protocol"):
        return _choose_protocol(request, plan)
    try:
        protocol = _protocol(request, sent["protocol"])
    except PlanError as error:
        messages.error(request, str(error))
        return _choose_protocol(request, plan)
    form = ApplyForm(request.POST or None, plan=plan, protocol=protocol)
    if form.is_valid():
        try:
            return _apply(request, plan, protocol, form.cleaned_data)
        except PlanError as error:
            form.add_error(None, str(error))
    context = {
        "plan": plan,
        "protocol": protocol,
        "form": form,
        "phases": phases_on_page(protocol),
    }
    status = 422 if form.errors else 200
    return render(request, "plans/plan_protocol.html", context, status=status)


def _choose_protocol(request: ClinicRequest, plan: Plan) -> HttpResponse:
    context = {"plan": plan, "found": protocols_found(request.GET.dict(), request.clinic)}
    name = "_start_protocols" if request.htmx else "plan_protocol"
    return render(request, f"plans/{name}.html", context)


def _apply(
    request: ClinicRequest, plan: Plan, protocol: Protocol, chosen: dict[str, Any]
) -> HttpResponse:
    """Errors: PlanError."""
    before = next((row for row in plan.phases.all() if str(row.pk) == chosen["before"]), None)
    parts = apply_protocol(plan, protocol, by=request.member, only=chosen["only"], before=before)
    _say_left_out(request, parts)
    messages.success(request, f"“{protocol}” is in the plan. Undo takes it out again.")
    return redirect(plan)


@clinical
@require_http_methods(["GET", "HEAD", "POST"])
def plan_save(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plans = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic", "protocol")
    plan = get_object_or_404(plans, pk=plan_id)
    parts = parts_to_keep(plan, has_cues=True)
    has_cues = any(item.cue for part in parts for item in part.items)
    form = SaveForm(request.POST or None, can_have_cues=has_cues)
    if form.is_valid():
        try:
            protocol = save_as_protocol(plan, **form.cleaned_data, by=request.member)
        except PlanError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "Kept as a protocol of your clinic. It awaits sign-off.")
            return redirect("programs:protocol_edit", protocol.pk)
    context = {
        "plan": plan,
        "form": form,
        "parts": parts,
        "left_out": names_left_out(parts),
        "unsaid": words_left_out(parts),
        "has_items": any(part.items for part in parts),
    }
    return render(request, "plans/plan_save.html", context, status=422 if form.errors else 200)
