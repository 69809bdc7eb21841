"""A clinic's own leaflets: written, copied, changed, taken out of use and brought back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from clinic.access import ClinicRequest, clinical
from programs.authoring import advice_actions
from programs.authoring.advice_forms import AdviceForm
from programs.authoring.plainness import plainness_of
from programs.authoring.saving import try_to_save
from programs.authoring.signing import sign_as_posted
from programs.leaflet import LONGEST_BODY, blocks_of, problems_in
from programs.models import Advice


def _ours(request: ClinicRequest, advice_id: int) -> Advice:
    """A leaflet that this clinic may change: its own, and no other."""
    ours = Advice.objects.owned_by(request.clinic).select_related("clinic", "changed_by")
    advice: Advice = get_object_or_404(ours, pk=advice_id)
    return advice


@clinical
@require_http_methods(["GET", "POST"])
def advice_new(request: ClinicRequest) -> HttpResponse:
    form = AdviceForm(request.POST or None, instance=Advice(), clinic=request.clinic)
    if form.is_valid():
        regions = form.rest["regions"]
        advice = advice_actions.write_advice(
            request.clinic, form.words, regions=regions, by=request.member
        )
        return _saved(request, advice)
    return _form_page(request, Advice(clinic=request.clinic), form)


@clinical
@require_http_methods(["GET", "POST"])
def advice_edit(request: ClinicRequest, advice_id: int) -> HttpResponse:
    advice = _ours(request, advice_id)
    form = AdviceForm(request.POST or None, instance=advice, clinic=request.clinic)
    attempt = try_to_save(
        form,
        lambda: advice_actions.change_advice(advice, form.words, **form.rest, by=request.member),
        stored=lambda: _ours(request, advice_id),
    )
    if attempt.is_saved:
        return _saved(request, advice)
    return _form_page(request, _ours(request, advice_id), form, attempt.conflict)


def _saved(request: ClinicRequest, advice: Advice) -> HttpResponse:
    messages.success(request, "Saved. Sheets that were issued keep the words they had.")
    return redirect(advice)


def _form_page(
    request: ClinicRequest,
    advice: Advice,
    form: AdviceForm,
    conflict: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    """The form beside the leaflet; after a mistake or a conflict with what was typed."""
    context = {"advice": advice, "form": form, "conflict": conflict} | _preview(form)
    status = 422 if form.is_bound else 200
    return render(request, "authoring/advice_form.html", context, status=status)


def _preview(form: AdviceForm) -> dict[str, Any]:
    """The leaflet as it would come out, and how it reads, from whatever stands in the fields."""
    typed = {name: str(form[name].value() or "") for name in ("name", "main_message", "body")}
    problems = problems_in(typed["body"]) if typed["body"] else ()
    # What is longer is not saved, and would take long to read.
    typed = {name: text[:LONGEST_BODY] for name, text in typed.items()}
    blocks = blocks_of(typed["body"])
    lines = [line for block in blocks for line in block.lines]
    texts = [typed["name"], typed["main_message"], *lines]
    return {
        "typed": typed,
        "blocks": blocks,
        "problems": problems,
        "plainness": plainness_of(texts, is_advice=True),
    }


@clinical
@require_POST
def advice_preview(request: ClinicRequest) -> HttpResponse:
    """What the page shows beside the form while somebody types. It writes nothing."""
    form = AdviceForm(request.POST, instance=Advice(), clinic=request.clinic)
    return render(request, "authoring/_advice_preview.html", _preview(form))


@clinical
@require_POST
def advice_copy(request: ClinicRequest, advice_id: int) -> HttpResponse:
    advice = get_object_or_404(Advice.objects.for_clinic(request.clinic), pk=advice_id)
    copy = advice_actions.copy_advice(advice, clinic=request.clinic, by=request.member)
    messages.success(request, "This copy is yours to change.")
    return redirect("programs:advice_edit", copy.pk)


@clinical
@require_POST
def advice_sign(request: ClinicRequest, advice_id: int) -> HttpResponse:
    advice = _ours(request, advice_id)
    sign_as_posted(request, advice)
    return redirect(advice)


@clinical
@require_POST
def advice_retire(request: ClinicRequest, advice_id: int) -> HttpResponse:
    advice = _ours(request, advice_id)
    advice_actions.retire_advice(advice, by=request.member)
    messages.success(request, "Retired. What has it keeps it, and you can bring it back.")
    return redirect(advice)


@clinical
@require_POST
def advice_restore(request: ClinicRequest, advice_id: int) -> HttpResponse:
    advice = _ours(request, advice_id)
    advice_actions.restore_advice(advice, by=request.member)
    messages.success(request, "Back in use.")
    return redirect(advice)
