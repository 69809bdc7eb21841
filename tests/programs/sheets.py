"""Sheets without a database."""

from datetime import date
from typing import Any

from programs.dosing import Dose
from programs.sheet import (
    Sheet,
    SheetClinic,
    SheetItem,
    SheetPatient,
    SheetPhase,
    SheetTherapist,
)


def sheet_item(**fields: Any) -> SheetItem:
    defaults: dict[str, Any] = {
        "item_id": 1,
        "number": 1,
        "code": "LB25",
        "name": "Bridge",
        "side": "both",
        "dose": Dose(sets=3, reps=10),
        "start_position": "Lie on your back.",
        "steps": ("Lift your hips.", "Lower slowly."),
        "breathing": "Breathe out as you lift.",
        "feel_it": "Your buttocks.",
        "avoid": "Arching your back.",
        "stop_if": "Stop if your leg goes numb.",
        "easier": "Lift only halfway.",
        "harder": "Hold for longer.",
        "cue": "",
        "equipment": ("Mat",),
        "regions": ("low_back",),
        "start": None,
        "end": None,
    }
    return SheetItem(**(defaults | fields))


def sheet(items: tuple[SheetItem, ...] = (), **fields: Any) -> Sheet:
    phase = SheetPhase(
        phase_id=1,
        name="Calm it down",
        when_text="",
        aim="",
        move_on_when="",
        is_current=True,
        items=items or (sheet_item(),),
    )
    defaults: dict[str, Any] = {
        "number": 1,
        "issued_on": date(2026, 11, 23),
        "starts_on": date(2026, 11, 23),
        "review_on": date(2026, 12, 7),
        "goal": "Sit through a film",
        "reason": "",
        "clinic": SheetClinic(
            name="Riverbank Physiotherapy",
            phone="01632 960 122",
            address="",
            emergency_text="Call 999.",
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
        "phases": (phase,),
    }
    return Sheet(**(defaults | fields))
