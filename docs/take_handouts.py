"""Print five different plans in every layout, as pictures: python docs/take_handouts.py

It works in the database that DATABASE_URL names, with the library loaded, and takes back all that
it writes there.
"""

import math
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

import django

django.setup()

import pypdfium2  # noqa: E402  # what follows needs Django
from django.db import transaction  # noqa: E402
from PIL import Image  # noqa: E402

from clinic.models import Clinic, Member  # noqa: E402
from patients.models import Patient  # noqa: E402
from programs.handouts.actions import drawings_of  # noqa: E402
from programs.handouts.options import Layout, Options, language_of  # noqa: E402
from programs.handouts.render import render_handout  # noqa: E402
from programs.models import Plan, Protocol  # noqa: E402
from programs.plans.snapshot import build_sheet  # noqa: E402
from programs.plans.starting import start_plan  # noqa: E402
from programs.sheet import Sheet  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "pictures" / "sheets"
DAY, VISIT = date(2026, 11, 23), date(2026, 12, 4)
CODE = "K7M29QRT"
DOTS_PER_INCH = 52
A_ROW = 5
GAP = 10
# The plan's name, its protocol, which of its phases, the patient's language, and the goal.
PLANS = (
    ("back", "low-back-spasm", 2, "en", "Sit through a film without my back going tight"),
    ("knee", "after-knee-replacement", 1, "en", "Walk to the corner shop"),
    ("neck", "neck-pain", 1, "es", "Manejar una hora sin dolor de cuello"),
    ("elbow", "tennis-elbow", 2, "en", "Lift the kettle with my right hand"),
    ("falls", "falls-prevention", 1, "en", "Go to the market by myself"),
)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with transaction.atomic():
        clinic = Clinic.objects.create(
            name="Riverbank Physiotherapy",
            phone="01632 960 122",
            address="4 Mill Lane\nRiverbank",
            emergency_text="Call 999, or go to the nearest emergency department.",
            emergency_text_es="Llame al 999 o vaya al servicio de urgencias más cercano.",
        )
        for name, code, number, language, goal in PLANS:
            plan = plan_of(clinic, code, number, language, goal)
            sheet = sheet_of(plan)
            for layout in Layout.values:
                options = Options(layout=layout, language=language_of(sheet))
                take(f"{name}-{layout}", sheet, clinic, options)
        take("back-line", sheet_of(first_plan(clinic)), clinic, Options(ink="line"))
        spanish = sheet_of(Plan.objects.get(patient__clinic=clinic, patient__language="es"))
        take("neck-two", spanish, clinic, Options(language="es", beside="en", weeks=0))
        transaction.set_rollback(True)


def plan_of(clinic: Clinic, code: str, number: int, language: str, goal: str) -> Plan:
    therapist = Member.objects.filter(clinic=clinic).first() or Member.objects.create_user(
        "ana@pictures.example",
        clinic=clinic,
        name="Ana Brook",
        profession="Physiotherapist",
        registration="DEMO 0002",
    )
    patient = Patient.objects.create(
        clinic=clinic,
        first_name="Sam",
        last_name="Rivers",
        born_on=date(1980, 2, 29),
        language=language,
    )
    protocol = Protocol.objects.get(code=code, clinic=None)
    plan = start_plan(patient, protocol=protocol, by=therapist, goal=goal)
    phase = plan.phases.order_by("position")[number - 1]
    phase.items.filter(exercise__side="each", side="").update(side="each")
    sided = ("", "each")
    for item in phase.items.select_related("exercise"):
        if item.exercise.side == "each" and item.side in sided:
            item.side = "right"
            item.save(update_fields=["side"])
    Plan.objects.filter(pk=plan.pk).update(current_phase=phase, review_on=VISIT, starts_on=DAY)
    return plan


def first_plan(clinic: Clinic) -> Plan:
    plan: Plan = Plan.objects.filter(patient__clinic=clinic).order_by("created_at", "pk")[0]
    return plan


def sheet_of(plan: Plan) -> Sheet:
    again = Plan.objects.for_page().get(pk=plan.pk)
    by = Member.objects.filter(clinic=again.patient.clinic).get()
    sheet = build_sheet(again, number=1, by=by, reason="", today=DAY, before=None)
    return replace(sheet, issued_on=DAY, starts_on=DAY)


def take(name: str, sheet: Sheet, clinic: Clinic, options: Options) -> None:
    drawings = drawings_of(sheet, clinic, options.ink)
    pdf = render_handout(sheet, options, code=CODE, drawings=drawings).pdf
    pages = [
        page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
        for page in pypdfium2.PdfDocument(pdf)
    ]
    path = FOLDER / f"{name}.png"
    together(pages).quantize(96).save(path, optimize=True)
    size = path.stat().st_size // 1000
    print(f"{path.name}: {len(pages)} pages, {size} kB")  # noqa: T201  # a script


def together(pages: list[Image.Image]) -> Image.Image:
    width, height = pages[0].size
    across, down = min(A_ROW, len(pages)), math.ceil(len(pages) / A_ROW)
    size = (across * (width + GAP) + GAP, down * (height + GAP) + GAP)
    picture = Image.new("RGB", size, "#D5DEE2")
    for number, page in enumerate(pages):
        row, column = divmod(number, A_ROW)
        picture.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return picture


if __name__ == "__main__":
    main()
