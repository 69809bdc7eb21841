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
from programs.plans.copying import names_left_out, parts_of_plan, parts_of_protocol
from programs.plans.errors import PlanError
from programs.plans.page import plan_of
from programs.plans.saving import save_as_protocol
from programs.plans.start_forms import ApplyForm, PlanStartForm, SaveForm
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
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        try:
            return redirect(_start(request, patient, form.cleaned_data["goal"]))
        except PlanError as error:
            messages.error(request, str(error))
    return _start_page(request, patient, form)


def _start(request: ClinicRequest, patient: Patient, goal: str) -> Plan:
    """From what was pressed. Errors: PlanError."""
    by = request.member
    if request.POST.get("plan"):
        source = _source(request)
        plan = start_from_plan(patient, source, by=by, goal=goal)
        _say_left_out(request, names_left_out(parts_of_plan(source, for_patient=patient)))
    elif request.POST.get("protocol"):
        protocol = _protocol(request, request.POST["protocol"])
        plan = start_plan(patient, by=by, protocol=protocol, goal=goal)
        _say_left_out(request, names_left_out(parts_of_protocol(protocol, request.clinic)))
    else:
        plan = start_plan(patient, by=by, goal=goal)
    return plan


def _source(request: ClinicRequest) -> Plan:
    plans = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic")
    source: Plan = get_object_or_404(plans, pk=number_in(request.POST["plan"]))
    return source


def _protocol(request: ClinicRequest, sent: str) -> Protocol:
    protocols = protocol_for_page(request.clinic).current()
    protocol: Protocol = get_object_or_404(protocols, pk=number_in(sent))
    return protocol


def _say_left_out(request: ClinicRequest, names: list[str]) -> None:
    if names:
        messages.warning(request, f"Left out, because retired: {', '.join(names)}.")


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


def _start_page(request: ClinicRequest, patient: Patient, form: PlanStartForm) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    chosen = request.GET.get("protocol", "")
    earlier = earlier_plans(patient)
    context = {
        "form": form,
        "patient": patient,
        "chosen": _protocol(request, chosen) if chosen else None,
        "earlier": earlier,
        "drafts": [row.plan for row in earlier if row.plan.status == Plan.Status.DRAFT],
        "found": protocols_found(asked.dict(), request.clinic),
    }
    status = 422 if form.errors else 200
    return render(
        request, "plans/plan_new.html", context | _of_others(request, patient), status=status
    )


@clinical
@require_http_methods(["GET", "HEAD", "POST"])
def plan_protocol(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plan = plan_of(request, plan_id)
    sent = request.POST if request.method == "POST" else request.GET
    if not sent.get("protocol"):
        return _choose_protocol(request, plan)
    protocol = _protocol(request, sent["protocol"])
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
    left_out = apply_protocol(plan, protocol, by=request.member, only=chosen["only"], before=before)
    _say_left_out(request, left_out)
    messages.success(request, f"“{protocol}” is in the plan. Undo takes it out again.")
    return redirect(plan)


@clinical
@require_http_methods(["GET", "HEAD", "POST"])
def plan_save(request: ClinicRequest, plan_id: int) -> HttpResponse:
    plans = Plan.objects.for_clinic(request.clinic).select_related("patient__clinic", "protocol")
    plan = get_object_or_404(plans, pk=plan_id)
    form = SaveForm(request.POST or None)
    parts = parts_of_plan(plan, for_patient=None)
    if form.is_valid():
        try:
            protocol = save_as_protocol(plan, form.cleaned_data["name"], by=request.member)
        except PlanError as error:
            form.add_error("name", str(error))
        else:
            _say_left_out(request, names_left_out(parts))
            messages.success(request, "Kept as a protocol of your clinic. It awaits sign-off.")
            return redirect("programs:protocol_edit", protocol.pk)
    context = {"plan": plan, "form": form, "parts": parts, "left_out": names_left_out(parts)}
    return render(request, "plans/plan_save.html", context, status=422 if form.errors else 200)
