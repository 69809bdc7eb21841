from datetime import date

import pytest

from clinic.models import Clinic
from patients.models import Patient
from tests import make


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 2, 28), 45),
        (date(2026, 3, 1), 46),
        (date(2028, 2, 28), 47),
        (date(2028, 2, 29), 48),
        (date(1980, 2, 29), 0),
    ],
)
def test_age_on_counts_birthdays(day: date, age: int) -> None:
    assert Patient(born_on=date(1980, 2, 29)).age_on(day) == age


@pytest.mark.parametrize(
    ("first_name", "born_on", "count"),
    [("SAM", date(1980, 2, 29), 1), ("Sam", date(1981, 2, 28), 0), ("Pat", date(1980, 2, 29), 0)],
)
def test_namesakes_share_name_and_birth_date(
    clinic: Clinic, first_name: str, born_on: date, count: int
) -> None:
    make.patient(clinic)

    found = Patient.objects.for_clinic(clinic).namesakes(
        first_name=first_name, last_name="rivers", born_on=born_on
    )

    assert found.count() == count


def test_a_patient_has_no_number_or_sex_that_nobody_needs() -> None:
    """What is not there cannot leak."""
    assert {field.name for field in Patient._meta.get_fields() if not field.auto_created} == {
        *("id", "clinic", "status", "created_at", "version"),
        *("first_name", "last_name", "born_on", "email", "phone", "language"),
        *("equipment", "precautions", "notes"),
    }
