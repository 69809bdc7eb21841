"""The access slip: in the patient's language, with the way in and nothing clinical."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic
from patients.access import current_access, issue_access
from patients.models import Patient
from programs.content.readability import HIGHEST_GRADE, LONGEST_SENTENCE, reading
from programs.handouts.slip_words import SlipWords, slip_words
from programs.languages import language
from programs.models import Plan
from tests import make


def words(code: str = "en") -> SlipWords:
    clinic = Clinic(
        name="The Clinic", emergency_text="Call 999.", emergency_text_es="Llame al 112."
    )
    made_on = date(2026, 11, 23)
    return slip_words(language(code), name="Sam Rivers", clinic=clinic, made_on=made_on)


def said(slip: SlipWords) -> list[str]:
    return [slip.heading, *slip.steps, slip.no_camera, slip.and_type, *slip.foot, slip.call]


def test_slip_is_easy_to_read() -> None:
    found = reading(said(words()))

    assert found.grade <= HIGHEST_GRADE
    assert found.longest_sentence <= LONGEST_SENTENCE


@pytest.mark.parametrize("code", ["en", "es"])
def test_slip_says_nothing_clinical(code: str) -> None:
    told = " ".join(said(words(code))).lower()

    assert "sam rivers" in told
    clinical = ["exercis", "ejercici", "plan", "pain", "dolor", "diary", "diario", "sheet", "hoja"]
    assert [part for part in clinical if part in told] == []


def test_slip_speaks_the_patients_language(as_fran: Client, sam: Patient) -> None:
    Patient.objects.filter(pk=sam.pk).update(language="es")
    access = issue_access(sam, by=None)

    page = as_fran.get(reverse("patients:access_slip", args=[sam.pk])).content.decode()

    assert 'lang="es"' in page
    assert "Para Sam Rivers: su página en el teléfono" in page
    assert access.spaced_code in page


def test_slip_says_of_which_day_its_code_is() -> None:
    assert [words(code).foot[0] for code in ("en", "es")] == [
        "This code is of 23 November 2026.",
        "Este código es del 23 de noviembre de 2026.",
    ]


def test_slip_says_what_to_do_in_an_emergency_in_the_patients_language() -> None:
    told = {one.emergency_language: one.emergency_text for one in (words(), words("es"))}

    assert told == {"en": "Call 999.", "es": "Llame al 112."}


def test_slip_marks_english_words_on_a_spanish_slip_and_tells_the_desk(
    as_fran: Client, sam: Patient
) -> None:
    Patient.objects.filter(pk=sam.pk).update(language="es")
    issue_access(sam, by=None)
    url = reverse("patients:access_slip", args=[sam.pk])
    notice = "the clinic has no words for it in Spanish"

    without = as_fran.get(url).content.decode()
    Clinic.objects.update(emergency_text_es="Llame al 112.")
    with_words = as_fran.get(url).content.decode()

    assert f'<span lang="en">{sam.clinic.emergency_text}</span>' in without
    assert '<span lang="es">Llame al 112.</span>' in with_words
    assert (notice in without, notice in with_words) == (True, False)


def test_slip_in_a_language_without_words_is_english(as_fran: Client, sam: Patient) -> None:
    Patient.objects.filter(pk=sam.pk).update(language="xx")
    issue_access(sam, by=None)

    page = as_fran.get(reverse("patients:access_slip", args=[sam.pk])).content.decode()

    assert "For Sam Rivers: your page on your phone" in page


def test_slip_of_a_lost_one_is_one_button_away(as_fran: Client, sam: Patient) -> None:
    old = make.access(sam)
    slip = reverse("patients:access_slip", args=[sam.pk])
    renew = reverse("patients:access_renew", args=[sam.pk])

    assert renew in as_fran.get(slip).content.decode()
    page = as_fran.post(renew, follow=True).content.decode()

    new = current_access(sam)
    assert new and new != old
    assert (new.spaced_code in page, old.spaced_code in page) == (True, False)


def test_slip_leads_to_the_sheet_that_needs_the_new_code(as_fran: Client, plan: Plan) -> None:
    issue_access(plan.patient, by=None)
    url = reverse("patients:access_slip", args=[plan.patient_id])
    assert "print the sheet again" not in as_fran.get(url).content.decode()

    Plan.objects.update(status=Plan.Status.ACTIVE)
    revision = make.revision(plan)

    page = as_fran.get(url).content.decode()
    assert f'<a href="{revision.get_absolute_url()}">print the sheet again</a>' in page
