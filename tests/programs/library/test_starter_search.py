"""The starter library, as it is loaded, is found by the words that people use."""

import pytest
from django.core.management import call_command
from django.http import QueryDict

from clinic.models import Clinic
from programs.library.finding import find
from programs.library.search import Search


@pytest.fixture
def starters(clinic: Clinic) -> Clinic:
    call_command("load_library")
    return clinic


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bri", "LB25"),
        ("glute bridge", "LB25"),
        ("lb25", "LB25"),
        ("low back stick", "LB37"),
        ("hamstring strap", "HP17"),
        ("psoas", "HP14"),
    ],
)
def test_starter_is_found_by_name_alias_code_region_and_equipment(
    typed: str, code: str, starters: Clinic
) -> None:
    answered = find(Search.from_query(QueryDict(f"q={typed}")), starters)

    assert code in [card.code for card in answered.cards(answered.ids(0, 2))]
