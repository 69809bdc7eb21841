"""A sheet carries the words of its patient's language from the day on which it is issued."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.models import Clinic, Member
from patients.models import Patient
from programs.content.load_translations import load_translations
from programs.models import Plan, Revision, Translation
from programs.plans.issue import issue_plan
from programs.plans.translated import untranslated
from programs.sheet import Sheet
from tests import make

pytestmark = pytest.mark.django_db
SPANISH = {
    "Bridge": "Puente",
    "Squeeze your buttocks.": "Apriete las nalgas.",
    "Lift your hips.": "Levante las caderas.",
    "A person, start.": "Una persona, inicio.",
    "slow down": "baje despacio",
    "Calm it down": "Calmar el dolor",
    "Resting well": "Descansar bien",
    "Lie down.": "Acuéstese.",
    "Mat": "Colchoneta",
    "Nobody asks for this.": "Nadie pide esto.",
}


@pytest.fixture(autouse=True)
def spanish(db: None) -> None:
    load_translations({"es": SPANISH, "fr": {"Bridge": "Pont"}})


@pytest.fixture
def rosa(clinic: Clinic) -> Patient:
    return make.patient(clinic, first_name="Rosa", last_name="Marina", language="es")


def frozen(patient: Patient, count: int = 1, **fields: Any) -> Sheet:
    plan = make.plan(patient, goal="Sit through a film")
    for _ in range(count):
        make.item(plan, **fields)
    return make.revision(plan).sheet


def test_sheet_of_a_spanish_patient_has_the_librarys_spanish(rosa: Patient) -> None:
    words = frozen(rosa, tempo="slow down").translations

    assert list(words) == ["es"]
    assert words["es"] == {
        text: SPANISH[text]
        for text in (
            "Bridge",
            "Squeeze your buttocks.",
            "Lift your hips.",
            "A person, start.",
            "slow down",
            "Calm it down",
        )
    }


def test_its_english_stays_beside_it(rosa: Patient) -> None:
    made = frozen(rosa)

    assert made.items[0].name == "Bridge"
    assert "Lift your hips." in made.items[0].steps


def test_leaflets_are_translated_line_by_line(rosa: Patient) -> None:
    plan = make.plan(rosa)
    make.item(plan)
    assert plan.current_phase
    plan.current_phase.advice.add(make.advice())

    words = make.revision(plan).sheet.translations["es"]

    assert (words["Resting well"], words["Lie down."]) == ("Descansar bien", "Acuéstese.")


@pytest.mark.parametrize("code", ["en", "fr", "xx"])
def test_sheet_in_a_language_without_fixed_words_has_no_translations(
    clinic: Clinic, code: str
) -> None:
    assert frozen(make.patient(clinic, language=code)).translations == {}


def test_sheet_without_any_translation_still_speaks_spanish(rosa: Patient) -> None:
    Translation.objects.all().delete()

    assert frozen(rosa).translations == {"es": {}}


def test_what_was_typed_stays_as_it_was_typed(rosa: Patient) -> None:
    made = frozen(rosa, cue="Press through your heels.")

    assert made.goal == "Sit through a film"
    assert {"Press through your heels.", made.goal} & made.translations["es"].keys() == set()


def test_clinics_own_exercise_stays_as_typed(rosa: Patient) -> None:
    own = make.exercise("Hip lift of ours", rosa.clinic, steps="Lift like a bridge.")
    plan = make.plan(rosa)
    make.item(plan, own)

    made = make.revision(plan).sheet

    assert made.items[0].name == "Hip lift of ours"
    assert {"Hip lift of ours", "Lift like a bridge."} & made.translations["es"].keys() == set()
    assert {"Hip lift of ours", "Lift like a bridge."} <= set(untranslated(made, "es"))


def test_untranslated_names_each_text_once(rosa: Patient) -> None:
    missing = untranslated(frozen(rosa, 2), "es")

    assert missing.count("Arching your back.") == 1
    assert "Bridge" not in missing and "" not in missing


def test_sheet_keeps_its_words_when_the_library_has_others(rosa: Patient) -> None:
    frozen(rosa)
    load_translations({"es": {"Bridge": "El puente"}})

    assert Revision.objects.get().sheet.translations["es"]["Bridge"] == "Puente"


def statements_for(patient: Patient, count: int) -> int:
    plan = make.plan(patient, therapist=None)
    for _ in range(count):
        make.item(plan)
    with CaptureQueriesContext(connection) as asked:
        make.revision(plan)
    return len([one for one in asked if "programs_translation" in one["sql"]])


@pytest.mark.parametrize("count", [1, 3])
def test_translations_take_one_statement_at_any_number_of_exercises(
    clinic: Clinic, rosa: Patient, count: int
) -> None:
    assert statements_for(rosa, count) == 1
    assert statements_for(make.patient(clinic, last_name="Brown"), count) == 0


@pytest.mark.pdf
def test_issued_plan_prints_in_the_patients_language(rosa: Patient, ana: Member) -> None:
    plan: Plan = make.plan(rosa, therapist=ana, goal="Sit through a film")
    make.item(plan)

    revision = issue_plan(plan, by=ana)

    assert revision.handouts.get().language == "es"
    assert revision.sheet.translations["es"]["Bridge"] == "Puente"
