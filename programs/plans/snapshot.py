"""From a plan's rows to the sheet that is frozen."""

from collections.abc import Iterator
from datetime import date

from clinic.branding import logo_data_uri
from clinic.models import Clinic, Member
from clinic.templatetags.page import initials
from patients.models import Patient
from programs.content.safety import blocks_for
from programs.content.starters import SafetyBlock
from programs.languages import languages
from programs.models import Advice, Exercise, Plan, PlanItem, PlanPhase
from programs.plans.changes import changes_between
from programs.plans.translated import in_patients_language
from programs.sheet import (
    Sheet,
    SheetAdvice,
    SheetClinic,
    SheetItem,
    SheetPatient,
    SheetPhase,
    SheetPicture,
    SheetSafety,
    SheetTherapist,
    Urgency,
)


def build_sheet(
    plan: Plan, *, number: int, by: Member, reason: str, today: date, before: Sheet | None
) -> Sheet:
    """The sheet that issuing this plan now would freeze. Give it a plan from ``for_page()``.

    ``before`` is the sheet of the last revision, or None for the first.
    """
    clinic = plan.patient.clinic
    phases = tuple(_phase(phase, plan) for phase in plan.phases.all())
    items = next(phase.items for phase in phases if phase.is_current)
    sheet = Sheet(
        number=number,
        issued_on=today,
        starts_on=max(plan.starts_on, today) if before is None else today,
        review_on=plan.review_on,
        goal=plan.goal,
        reason=reason,
        clinic=_clinic(clinic),
        patient=_patient(plan.patient),
        therapist=_therapist(plan.therapist or by),
        pain_fine_up_to=clinic.pain_fine_up_to,
        pain_less_up_to=clinic.pain_less_up_to,
        phases=phases,
        safety=safety_of(items),
        changes=changes_between(before, items, languages=_beside(plan.patient)) if before else (),
        advice=tuple(_advice(leaflet) for leaflet in _leaflets(plan)),
    )
    return in_patients_language(sheet, clinic)


# Walking and cycling go with every program, whatever part of the body they are filed under.
GENERAL_REGION = "aerobic"


def safety_of(items: tuple[SheetItem, ...]) -> tuple[SheetSafety, ...]:
    """The static safety blocks for the body regions of these items.

    Walks beside ankle exercises do not bring the words for back pain; where nothing else brings
    any, they do.
    """
    particular = {
        region for item in items if GENERAL_REGION not in item.regions for region in item.regions
    }
    regions = {region for item in items for region in item.regions}
    blocks = blocks_for(particular) or blocks_for(regions)
    return tuple(block for found in blocks for block in _by_urgency(found))


def _by_urgency(block: SafetyBlock) -> Iterator[SheetSafety]:
    texts: tuple[tuple[Urgency, tuple[str, ...]], ...] = (
        ("emergency", block.emergency),
        ("same_day", block.same_day),
        ("soon", block.soon),
    )
    for urgency, lines in texts:
        if lines:
            yield SheetSafety(code=block.code, title=block.title, urgency=urgency, lines=lines)


def _clinic(clinic: Clinic) -> SheetClinic:
    return SheetClinic(
        name=clinic.name,
        phone=clinic.phone,
        address=clinic.address,
        emergency_text=clinic.emergency_text,
        colour=clinic.colour,
        paper=clinic.paper,
        logo=logo_data_uri(clinic),
    )


def _patient(patient: Patient) -> SheetPatient:
    return SheetPatient(
        name=patient.name,
        first_name=patient.first_name,
        initials=initials(patient.name),
        language=patient.language,
    )


def _beside(patient: Patient) -> list[str]:
    """The patient's language, where sheets speak it beside English."""
    return [patient.language] if patient.language in languages()[1:] else []


def _therapist(member: Member) -> SheetTherapist:
    return SheetTherapist(
        name=member.name, profession=member.profession, registration=member.registration
    )


def _phase(phase: PlanPhase, plan: Plan) -> SheetPhase:
    items = enumerate(phase.items.all(), start=1)
    return SheetPhase(
        phase_id=phase.pk,
        name=phase.name,
        when_text=phase.when_text,
        from_on=phase.from_on,
        aim=phase.aim,
        move_on_when=phase.move_on_when,
        is_current=phase.pk == plan.current_phase_id,
        items=tuple(_item(number, item) for number, item in items),
    )


def _leaflets(plan: Plan) -> list[Advice]:
    """What the patient is given to read now; the leaflets of other phases come with those."""
    current = (phase for phase in plan.phases.all() if phase.pk == plan.current_phase_id)
    return [leaflet for phase in current for leaflet in phase.advice.all()]


def _advice(leaflet: Advice) -> SheetAdvice:
    return SheetAdvice(
        code=leaflet.code,
        name=leaflet.name,
        version=leaflet.version,
        main_message=leaflet.main_message,
        body=leaflet.body,
    )


def _item(number: int, item: PlanItem) -> SheetItem:
    exercise = item.exercise
    return SheetItem(
        item_id=item.pk,
        number=number,
        code=exercise.code,
        name=exercise.patient_name,
        side=item.side,
        dose=item.dose,
        start_position=exercise.start_position,
        steps=tuple(exercise.step_list),
        breathing=exercise.breathing,
        feel_it=exercise.feel_it,
        avoid=exercise.avoid,
        stop_if=exercise.stop_if,
        easier=exercise.easier_text,
        harder=exercise.harder_text,
        cue=item.cue,
        equipment=tuple(kit.name for kit in exercise.equipment.all() if kit.code != "none"),
        regions=tuple(region.code for region in exercise.regions.all()),
        start=_picture(exercise, "start", item.side),
        end=_picture(exercise, "end", item.side),
        video=exercise.video.sha256 if exercise.video else "",
    )


def _picture(exercise: Exercise, frame: str, side: str) -> SheetPicture | None:
    picture = exercise.picture(frame, is_left=side == PlanItem.Side.LEFT)
    if picture is None:
        return None
    photo = picture.photo.sha256 if picture.photo else ""
    return SheetPicture(drawing=picture.drawing_id or "", photo=photo, alt=picture.alt)
