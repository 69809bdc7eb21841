"""One clinic with a row of every kind, people of every sort, and an id for every address."""

import hashlib
import io
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from clinic import invitations
from clinic.models import Clinic, Member
from patients import access
from patients.models import Patient
from programs import sheet as sheets
from programs.handouts.options import Options
from programs.models import (
    Advice,
    Handout,
    LibraryImport,
    Plan,
    PlanItem,
    PrintBatch,
    Protocol,
    ProtocolPhase,
    Revision,
)
from tests import make
from tests.conftest import signed_in

# One small empty page, which is drawn too.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
)
# A name that stands nowhere else, so that one may search for it.
FIRST, LAST = "Zebulon", "Canary"
# Words that front desk must not read.
NOTES, DIARY_NOTE = "Feels watched by geese.", "Sore after the tuba lesson."


@dataclass(frozen=True)
class World:
    clinic: Clinic
    patient: Patient
    plan: Plan
    item: PlanItem
    # what stands in addresses, by the name of the part
    ids: dict[str, Any]
    # who asks, by the name of a column in docs/authorization.md
    clients: dict[str, Client]
    # what an address cannot do without, when something is sent to it
    posted: dict[str, dict[str, Any]]


def everything() -> World:
    clinic = with_logo(make.clinic())
    ana = make.member(clinic, name="Ana Brook")
    patient = make.patient(clinic, first_name=FIRST, last_name=LAST, notes=NOTES)
    plan = make.plan(patient, therapist=ana, goal="Sit through a film")
    item = make.item(plan, make.photographed(make.exercise(clinic=clinic)))
    leaflet = make.advice(clinic=clinic)
    item.phase.advice.add(leaflet)
    revision = issue(plan, by=ana)
    handout = paper(revision, patient, by=ana)
    protocol = Protocol.objects.create(clinic=clinic, code="ours", name="Our first weeks")
    ProtocolPhase.objects.create(protocol=protocol, position=1, name="Calm it down")
    template = make.protocol_item(protocol, item.exercise)
    make.entry(item, timezone.localdate(), note=DIARY_NOTE)
    newcomer = make.member(clinic, name="Nora New")
    picture = item.exercise.pictures.get(frame="start")
    photo, video = item.exercise.pictures.get(frame="end").photo, item.exercise.video
    assert photo and video
    ids = {
        "patient_id": patient.pk,
        "plan_id": plan.pk,
        "phase_id": item.phase_id,
        "item_id": item.pk,
        "revision_id": revision.pk,
        "handout_id": handout.pk,
        "batch_id": batch_of(handout).pk,
        "exercise_id": item.exercise_id,
        "protocol_id": protocol.pk,
        "protocol_phase_id": template.phase_id,
        "protocol_item_id": template.pk,
        "advice_id": leaflet.pk,
        "leaflet_number": 1,
        "import_id": LibraryImport.objects.create(clinic=clinic, status="checked").pk,
        "member_id": newcomer.pk,
        "sha256": picture.drawing_id,
        "photo_sha256": photo.sha256,
        "video_sha256": video.sha256,
        "code": handout.access.code,
        "sheet_number": revision.number,
        "page_number": 1,
        "day": timezone.localdate(),
        "token": invitations.invitation_url(newcomer).rstrip("/").rsplit("/", 1)[-1],
        "uidb36": "1",
        "key": "set-password",
    }
    posted: dict[str, dict[str, Any]] = {
        "programs:item_add": {"exercise": item.exercise_id},
        "programs:item_side": {"side": "left"},
        "programs:leaflet_add": {"advice": leaflet.pk},
        "programs:plan_protocol": {"protocol": protocol.pk},
        "programs:protocol_item_add": {"exercise": item.exercise_id, "phase": template.phase_id},
    }
    return World(clinic, patient, plan, item, ids, people(clinic, ana, handout.access), posted)


def with_logo(clinic: Clinic) -> Clinic:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    clinic.logo.save("logo.png", ContentFile(picture.getvalue()))
    return clinic


def people(clinic: Clinic, therapist: Member, let_in: Any) -> dict[str, Client]:
    elsewhere = with_logo(make.clinic("Hilltop Physiotherapy"))
    return {
        "owner": signed_in(
            with_second_step(make.member(clinic, Member.Role.OWNER, name="Omar Quill"))
        ),
        "therapist": signed_in(with_second_step(therapist)),
        "front desk": signed_in(
            with_second_step(make.member(clinic, Member.Role.FRONT_DESK, name="Fran Desk"))
        ),
        "patient": with_phone(let_in),
        "nobody": Client(),
        "other clinic": signed_in(
            with_second_step(make.member(elsewhere, Member.Role.OWNER, name="Olga Other"))
        ),
    }


def with_second_step(member: Member) -> Member:
    """So that the pages about it are there."""
    TOTP.activate(member, generate_totp_secret())
    RecoveryCodes.activate(member)
    return member


def with_phone(let_in: Any) -> Client:
    client = Client()
    client.cookies[settings.PORTAL_COOKIE_NAME] = access.open_session(let_in)[1]
    return client


def issue(plan: Plan, *, by: Member) -> Revision:
    """A revision of the plan's current phase, without the time that rendering takes."""
    text = sheets.to_json(sheet_of(plan))
    plan.status = Plan.Status.ACTIVE
    plan.save(update_fields=["status"])
    return Revision.objects.create(
        plan=plan,
        number=1,
        issued_at=timezone.now(),
        issued_by=by,
        sheet_json=text,
        sha256=sheets.sha256(text),
    )


def sheet_of(plan: Plan) -> sheets.Sheet:
    clinic, patient, phase = plan.patient.clinic, plan.patient, plan.current_phase
    assert phase is not None
    return sheets.Sheet(
        number=1,
        issued_on=timezone.localdate(),
        starts_on=date(2026, 11, 16),
        review_on=None,
        goal=plan.goal,
        reason="",
        clinic=sheets.SheetClinic(
            name=clinic.name,
            phone=clinic.phone,
            address=clinic.address,
            emergency_text=clinic.emergency_text,
            colour=clinic.colour,
            paper=clinic.paper,
            logo="",
        ),
        patient=sheets.SheetPatient(
            name=patient.name, first_name=patient.first_name, initials="ZC", language="en"
        ),
        therapist=sheets.SheetTherapist(name="Ana Brook", profession="", registration=""),
        pain_fine_up_to=3,
        pain_less_up_to=5,
        phases=(
            sheets.SheetPhase(
                phase_id=phase.pk,
                name=phase.name,
                when_text="",
                aim="",
                move_on_when="",
                is_current=True,
                items=tuple(map(item_of, phase.items.all())),
            ),
        ),
        advice=tuple(map(advice_of, phase.advice.all())),
    )


def advice_of(leaflet: Advice) -> sheets.SheetAdvice:
    return sheets.SheetAdvice(
        code=leaflet.code,
        name=leaflet.name,
        version=leaflet.version,
        main_message=leaflet.main_message,
        body=leaflet.body,
    )


def item_of(item: PlanItem) -> sheets.SheetItem:
    exercise = item.exercise
    start, end = (
        sheets.SheetPicture(
            drawing=picture.drawing_id or "",
            photo=picture.photo.sha256 if picture.photo else "",
            alt=picture.alt,
        )
        for picture in exercise.pictures.order_by("-frame")
    )
    return sheets.SheetItem(
        item_id=item.pk,
        number=1,
        code=exercise.code,
        name=exercise.patient_name,
        side=item.side,
        dose=item.dose,
        start_position=exercise.start_position,
        steps=tuple(exercise.steps.splitlines()),
        breathing="",
        feel_it=exercise.feel_it,
        avoid=exercise.avoid,
        stop_if="",
        easier="",
        harder="",
        cue="",
        equipment=(),
        regions=("low_back",),
        start=start,
        end=end,
        video=exercise.video.sha256 if exercise.video else "",
    )


def paper(revision: Revision, patient: Patient, *, by: Member) -> Handout:
    handout = Handout(
        revision=revision,
        access=access.issue_access(patient, by=by),
        **asdict(Options()),
        sha256=hashlib.sha256(PDF).hexdigest(),
        pages=1,
    )
    handout.file.save("handout.pdf", ContentFile(PDF))
    return handout


def batch_of(handout: Handout) -> PrintBatch:
    """One PDF with this sheet alone, ready to be opened."""
    made: PrintBatch = PrintBatch.objects.create(
        clinic=handout.revision.plan.patient.clinic,
        status=PrintBatch.Status.READY,
        total_count=1,
        pages=1,
        sha256=hashlib.sha256(PDF).hexdigest(),
    )
    made.file.save("sheets.pdf", ContentFile(PDF))
    made.sheets.create(revision=handout.revision, handout=handout, position=1)
    made.printings.create(clinic=made.clinic, handout=handout)
    return made
