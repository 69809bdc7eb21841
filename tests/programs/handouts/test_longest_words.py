"""Names and notes as long as the forms take them: no printer cuts any of them off."""

from dataclasses import replace
from itertools import product
from typing import Any

import pypdfium2
import pytest

from clinic.models import Clinic, Member
from patients.models import Patient
from programs.handouts.options import IN_TWO_LANGUAGES, Layout, Options, Paper
from programs.models import Exercise, Plan, PlanItem, PlanPhase
from programs.sheet import Sheet, SheetChange
from tests.programs.handouts.reading import back_sheet, printed, read

pytestmark = pytest.mark.pdf
EDGE = 14  # points; printers leave 4 to 5 mm empty
WORDS = "Winding wide words, "
WORD = "W"
ONE: dict[str, Any] = {}
TWO: dict[str, Any] = {"beside": "es"}
WAYS = [
    *product(Layout.values, Paper.values, [ONE]),
    *product(IN_TWO_LANGUAGES, Paper.values, [TWO]),
]


def longest(model: Any, field: str, text: str) -> str:
    most = model._meta.get_field(field).max_length
    return (text * most)[:most].strip()


def full_sheet(text: str) -> Sheet:
    made = back_sheet()
    clinic: dict[str, Any] = {
        field: longest(Clinic, field, text) for field in ("name", "phone", "emergency_text")
    }
    therapist: dict[str, Any] = {
        field: longest(Member, field, text) for field in ("name", "profession", "registration")
    }
    name = " ".join(longest(Patient, field, text) for field in ("first_name", "last_name"))
    items = tuple(
        replace(
            item, name=longest(Exercise, "patient_name", text), cue=longest(PlanItem, "cue", text)
        )
        for item in made.items
    )
    phase: dict[str, Any] = {
        field: longest(PlanPhase, field, text)
        for field in ("name", "when_text", "aim", "move_on_when")
    }
    now = replace(made.phase, items=items, **phase)
    return replace(
        made,
        goal=longest(Plan, "goal", text),
        clinic=replace(made.clinic, **clinic),
        therapist=replace(made.therapist, **therapist),
        patient=replace(made.patient, name=name),
        phases=(now, replace(now, is_current=False)),
        changes=(SheetChange(item_id=2, kind="changed", name=items[0].name, words="9 times"),),
        translations={"es": {}},
    )


@pytest.mark.parametrize("text", [WORDS, WORD])
@pytest.mark.parametrize(("layout", "paper", "more"), WAYS)
def test_longest_words_keep_off_the_edge(
    layout: str, paper: str, more: dict[str, Any], text: str
) -> None:
    pdf = printed(full_sheet(text), Options(layout=layout, paper=paper, **more)).pdf

    with pypdfium2.PdfDocument(pdf) as document:
        for one in document:
            letters, (width, height) = one.get_textpage(), one.get_size()
            boxes = [letters.get_charbox(n) for n in range(letters.count_chars())]
            shown = [box for box in boxes if box[2] > box[0]]
            assert min(min(box[0], box[1]) for box in shown) > EDGE
            assert max(box[2] for box in shown) < width - EDGE
            assert max(box[3] for box in shown) < height - EDGE


@pytest.mark.parametrize("layout", Layout.values)
def test_long_profession_leaves_room_for_the_clinics_name(layout: str) -> None:
    made = back_sheet()
    therapist: dict[str, Any] = {
        "profession": "Specialist musculoskeletal physiotherapist",
        "registration": "Health and Care Professions Council PH123456",
    }
    clinic = replace(made.clinic, name="Riverbank Physiotherapy and Sports Injuries")

    text = read(
        printed(
            replace(made, clinic=clinic, therapist=replace(made.therapist, **therapist)),
            Options(layout=layout),
        ).pdf
    )[0]

    emergency = next(block for block in made.safety if block.urgency == "emergency")
    assert all(line in text for line in emergency.lines)
