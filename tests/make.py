"""Builders: one line makes a row with everything it needs. People are obviously invented."""

import hashlib
import io
import itertools
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from clinic.models import Clinic, Member
from patients.models import Access, Patient
from programs import sheet as sheets
from programs.dosing import Dose
from programs.media.photos import draw_photo, keep_photo
from programs.models import (
    Advice,
    Drawing,
    Entry,
    Exercise,
    Photo,
    Picture,
    Plan,
    PlanItem,
    PlanPhase,
    Protocol,
    ProtocolItem,
    Region,
    Revision,
    Video,
)
from programs.plans.snapshot import build_sheet

# Not a film that plays: bytes to ask for, whole and in parts.
FILM = bytes(range(256)) * 4
PASSWORD = "correct horse battery staple"
_numbers = itertools.count(1)


def clinic(name: str = "Riverbank Physiotherapy", **fields: Any) -> Clinic:
    defaults: dict[str, Any] = {
        "phone": "01632 960 122",
        "emergency_text": "Call 999, or go to the nearest emergency department.",
    }
    return Clinic.objects.create(name=name, **(defaults | fields))


def member(clinic: Clinic, role: str = Member.Role.THERAPIST, **fields: Any) -> Member:
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "name": "Ana Brook",
        "email": f"member{number}@riverbank.example",
        "profession": "Physiotherapist",
        "registration": "PH 00001",
    }
    return Member.objects.create_user(
        password=PASSWORD, clinic=clinic, role=role, **(defaults | fields)
    )


def patient(clinic: Clinic, **fields: Any) -> Patient:
    defaults: dict[str, Any] = {
        "first_name": "Sam",
        "last_name": "Rivers",
        "born_on": date(1980, 2, 29),
    }
    return Patient.objects.create(clinic=clinic, **(defaults | fields))


def access(patient: Patient, code: str = "", **fields: Any) -> Access:
    return Access.objects.create(
        patient=patient, code=code or f"K7M{next(_numbers):05d}"[-8:], **fields
    )


def exercise(
    name: str = "Bridge", clinic: Clinic | None = None, region: str = "low_back", **fields: Any
) -> Exercise:
    """A complete exercise with both pictures. Without a clinic it is the starter library's."""
    defaults: dict[str, Any] = {
        "code": f"T{next(_numbers)}",
        "patient_name": name,
        "type": Exercise.Type.STRENGTH,
        "side": Exercise.Side.BOTH,
        "position": Exercise.Position.LYING_BACK,
        "start_position": "Lie on your back. Bend your knees.",
        "weight_bearing": Exercise.WeightBearing.PARTIAL,
        "difficulty": 2,
        "steps": "Squeeze your buttocks.\nLift your hips.\nLower slowly.",
        "feel_it": "Your buttocks work.",
        "avoid": "Arching your back.",
        "dose_source": "House default",
        "sets": 3,
        "reps": 10,
    }
    made = Exercise.objects.create(name=name, clinic=clinic, **(defaults | fields))
    made.regions.add(Region.objects.get_or_create(code=region, defaults={"name": region})[0])
    for frame in ("start", "end"):
        Picture.objects.create(
            exercise=made, frame=frame, drawing=drawing(frame), alt=f"A person, {frame}."
        )
    return made


def advice(name: str = "Resting well", clinic: Clinic | None = None, **fields: Any) -> Advice:
    """A leaflet with two parts. Without a clinic it is the starter library's."""
    defaults: dict[str, Any] = {
        "code": f"leaflet-{next(_numbers)}",
        "main_message": "Rest a little, then move a little.",
        "body": "Short rests are fine.\n\n# How\n- Lie down.\n- Get up.\n\n# Ask us\nCall us.",
        "therapist_note": "Not for those who were told to rest.",
    }
    return Advice.objects.create(name=name, clinic=clinic, **(defaults | fields))


def protocol(name: str = "First weeks", clinic: Clinic | None = None, **fields: Any) -> Protocol:
    """A protocol with one empty phase. Without a clinic it is the starter library's."""
    made = Protocol.objects.create(
        name=name, clinic=clinic, **({"code": f"protocol-{next(_numbers)}"} | fields)
    )
    made.phases.create(position=1, name="Calm it down")
    return made


def protocol_item(
    protocol: Protocol, exercise_: Exercise | None = None, **fields: Any
) -> ProtocolItem:
    """An exercise at the end of the protocol's first phase."""
    phase = fields.pop("phase", None) or protocol.phases.get(position=1)
    position = fields.pop("position", phase.items.count() + 1)
    made = ProtocolItem(phase=phase, exercise=exercise_ or exercise(), position=position, **fields)
    made.set_dose(Dose(sets=3, reps=10))
    made.save()
    return made


def drawing(words: str = "") -> Drawing:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 280">'
        f"<title>{words}</title><path d='M10 200h380' stroke='#15202B'/></svg>"
    )
    return Drawing.objects.get_or_create(
        sha256=hashlib.sha256(svg.encode()).hexdigest(), defaults={"svg": svg}
    )[0]


def photo(clinic: Clinic, colour: str = "navy", size: tuple[int, int] = (400, 300)) -> Photo:
    """A photograph of nothing but one colour, kept as the product keeps it."""
    sent = io.BytesIO()
    Image.new("RGB", size, colour).save(sent, "PNG")
    return keep_photo(draw_photo(sent), clinic=clinic)[0]


def video(clinic: Clinic) -> Video:
    sha256 = hashlib.sha256(FILM).hexdigest()
    known = Video.objects.for_clinic(clinic).filter(sha256=sha256).first()
    film = known or Video(clinic=clinic, sha256=sha256, size_bytes=len(FILM))
    if known is None:
        film.file.save("film.mp4", ContentFile(FILM))
    return film


def photographed(exercise: Exercise, colour: str = "navy") -> Exercise:
    """The exercise with a photograph in the place of its end picture, and a video."""
    assert exercise.clinic
    kept = photo(exercise.clinic, colour)
    exercise.pictures.filter(frame="end").update(drawing=None, photo=kept)
    exercise.video = video(exercise.clinic)
    exercise.save(update_fields=["video"])
    return exercise


def plan(patient: Patient, **fields: Any) -> Plan:
    """A draft with one empty phase, which is the current one."""
    made = Plan.objects.create(patient=patient, **fields)
    made.current_phase = phase(made)
    made.save(update_fields=["current_phase"])
    return made


def phase(plan: Plan, name: str = "Calm it down", **fields: Any) -> PlanPhase:
    position = plan.phases.count() + 1
    return PlanPhase.objects.create(plan=plan, **({"position": position, "name": name} | fields))


def item(plan: Plan, exercise_: Exercise | None = None, **fields: Any) -> PlanItem:
    """An item in the plan's current phase, ready to be issued."""
    exercise_ = exercise_ or exercise()
    made = PlanItem(
        phase=fields.pop("phase", plan.current_phase),
        exercise=exercise_,
        position=fields.pop("position", PlanItem.objects.filter(phase__plan=plan).count() + 1),
        side=fields.pop("side", PlanItem.Side.BOTH),
    )
    made.set_dose(Dose(sets=3, reps=10))
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def entry(item: PlanItem, day: date, **fields: Any) -> Entry:
    defaults: dict[str, Any] = {"outcome": Entry.Outcome.DONE, "source": Entry.Source.PHONE}
    return Entry.objects.create(
        patient=item.phase.plan.patient, item=item, day=day, **(defaults | fields)
    )


def moment(text: str) -> datetime:
    """ "2026-11-23 09:30" in the current time zone."""
    return timezone.make_aware(datetime.fromisoformat(text))


def revision(plan: Plan, number: int = 1, **fields: Any) -> Revision:
    """A frozen sheet of the plan as it stands, without a handout."""
    by = plan.therapist or member(plan.patient.clinic)
    fresh = Plan.objects.for_page().get(pk=plan.pk)
    issued_at = fields.pop("issued_at", timezone.now())
    before = plan.revisions.first()
    sheet = build_sheet(
        fresh,
        number=number,
        by=by,
        reason="",
        today=timezone.localdate(issued_at),
        before=before.sheet if before else None,
    )
    text = sheets.to_json(sheet)
    return Revision.objects.create(
        plan=plan,
        number=number,
        issued_at=issued_at,
        issued_by=by,
        sheet_json=text,
        sha256=sheets.sha256(text),
        **fields,
    )
