"""Sheets in one line, and revisions that carry them."""

import itertools
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from programs import sheet as sheets
from programs.dosing import Dose
from programs.models import Plan, PlanItem, Revision
from programs.sheet import (
    Sheet,
    SheetClinic,
    SheetItem,
    SheetPatient,
    SheetPhase,
    SheetPicture,
    SheetTherapist,
)

_numbers = itertools.count(1)
MONDAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Line:
    """A diary entry as the arithmetic sees it."""

    item_id: int
    day: date
    outcome: str = "done"
    session: int = 1
    side: str = ""


def sheet_item(item_id: int = 1, **fields: Any) -> SheetItem:
    defaults: dict[str, Any] = {
        "number": 1,
        "code": "LB25",
        "name": "Bridge",
        "side": "both",
        "dose": Dose(sets=3, reps=10),
        "start_position": "Lie on your back.",
        "steps": ("Lift your hips.", "Lower slowly."),
        "breathing": "Breathe out as you lift.",
        "feel_it": "Your buttocks work.",
        "avoid": "Arching your back.",
        "stop_if": "Pain goes down your leg.",
        "easier": "",
        "harder": "",
        "cue": "Keep it slow.",
        "equipment": (),
        "regions": ("low_back",),
        "start": SheetPicture(drawing="a" * 64, alt="A person lies on the back."),
        "end": SheetPicture(drawing="b" * 64, alt="A person lifts the hips."),
    }
    return SheetItem(item_id=item_id, **(defaults | fields))


def sheet(*items: SheetItem, **fields: Any) -> Sheet:
    defaults: dict[str, Any] = {
        "number": 1,
        "issued_on": MONDAY,
        "starts_on": date(2026, 1, 1),
        "review_on": None,
        "goal": "Sit through a film",
        "reason": "",
        "clinic": SheetClinic(
            name="Riverbank Physiotherapy",
            phone="01632 960 122",
            address="",
            emergency_text="Call 999, or go to the nearest emergency department.",
            colour="#1F8A8A",
            paper="A4",
            logo="",
        ),
        "patient": SheetPatient(name="Sam Rivers", first_name="Sam", initials="SR", language="en"),
        "therapist": SheetTherapist(
            name="Ana Brook", profession="Physiotherapist", registration="PH 00001"
        ),
        "pain_fine_up_to": 3,
        "pain_less_up_to": 5,
        "phases": (
            SheetPhase(
                phase_id=1,
                name="Calm it down",
                when_text="",
                aim="",
                move_on_when="",
                is_current=True,
                items=items,
            ),
        ),
    }
    return Sheet(**(defaults | fields))


def sheet_of(*rows: PlanItem, **fields: Any) -> Sheet:
    """A sheet that asks for these plan items, with their sides and doses."""
    items = (
        sheet_item(row.pk, number=number, name=row.exercise.name, side=row.side, dose=row.dose)
        for number, row in enumerate(rows, start=1)
    )
    return sheet(*items, **fields)


def issue(plan: Plan, sheet: Sheet, *, at: datetime | None = None) -> Revision:
    """A revision as issuing leaves it, and its plan active."""
    text = sheets.to_json(sheet)
    Plan.objects.filter(pk=plan.pk).update(status=Plan.Status.ACTIVE)
    return Revision.objects.create(
        plan=plan,
        number=sheet.number,
        issued_at=at or timezone.now(),
        sheet_json=text,
        sha256=sheets.sha256(text),
    )
