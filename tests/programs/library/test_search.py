"""What the words and ticks of a search find, and what they count."""

import pytest
from django.http import QueryDict

from clinic.models import Clinic
from patients.models import Equipment
from programs.library.finding import find
from programs.library.search import Search
from programs.models import Exercise
from tests import make


def found(query: str, clinic: Clinic) -> list[str]:
    answered = find(Search.from_query(QueryDict(query)), clinic)
    return [card.name for card in answered.cards(answered.ids(0, answered.total))]


def counts(query: str, clinic: Clinic, group: str) -> dict[str, int]:
    answered = find(Search.from_query(QueryDict(query)), clinic)
    groups = {one.name: one.choices + one.more for one in answered.groups}
    return {choice.value: choice.count for choice in groups.get(group, ())}


@pytest.fixture
def library(clinic: Clinic) -> Clinic:
    """A bridge on a mat, a hip stretch on a chair, and a standing squat."""
    mat = Equipment.objects.create(code="mat", name="Mat")
    chair = Equipment.objects.create(code="chair", name="Chair")
    bridge = make.exercise(code="LB25", aliases="Glute bridge\nHip lift", needs_floor=True)
    bridge.equipment.add(mat)
    stretch = make.exercise(
        "Sitting hip stretch",
        region="hip",
        type=Exercise.Type.STRETCH,
        position=Exercise.Position.SITTING,
    )
    stretch.equipment.add(chair)
    make.exercise(
        "Squat",
        region="hip",
        position=Exercise.Position.STANDING,
        difficulty=4,
    )
    return clinic


@pytest.mark.parametrize(
    "typed", ["bri", "glute", "LB25", "low back", "mat", "Bridgé", "bridge mat"]
)
def test_search_finds_by_name_alias_code_region_and_equipment(typed: str, library: Clinic) -> None:
    assert found(f"q={typed}", library) == ["Bridge"]


def test_search_finds_by_the_words_of_type_and_position(library: Clinic) -> None:
    assert found("q=standing strength", library) == ["Squat"]


def test_search_puts_names_that_begin_as_typed_first(library: Clinic) -> None:
    make.exercise("Hip hinge")

    assert found("q=hip", library)[:2] == ["Hip hinge", "Sitting hip stretch"]


def test_search_needs_every_word(library: Clinic) -> None:
    assert found("q=hip chair", library) == ["Sitting hip stretch"]
    assert found("q=hip mat squat", library) == []


@pytest.mark.parametrize("typed", ["%25", "_", "%00", "'", "\\", "%F0%9F%A6%B4"])
def test_search_takes_signs_as_they_are(typed: str, library: Clinic) -> None:
    names = found(f"q={typed}", library)

    assert names == ([] if typed != "%00" else found("", library))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("region=hip", ["Sitting hip stretch", "Squat"]),
        ("region=hip&region=low_back", ["Bridge", "Sitting hip stretch", "Squat"]),
        ("region=hip&equipment=chair", ["Sitting hip stretch"]),
        ("type=strength&floor=no", ["Squat"]),
        ("position=sitting&position=standing&level=4", ["Squat"]),
        ("region=low_back&equipment=chair", []),
    ],
)
def test_ticks_of_a_group_add_up_and_groups_combine(
    query: str, names: list[str], library: Clinic
) -> None:
    assert found(query, library) == names


def test_ticks_that_mean_nothing_are_left_out(library: Clinic) -> None:
    assert len(found("level=9&type=magic&floor=yes&position=&region=!!", library)) == 3


def test_counts_are_of_what_each_tick_would_leave(library: Clinic) -> None:
    assert counts("", library, "region") == {"hip": 2, "low_back": 1}
    assert counts("type=strength", library, "region") == {"hip": 1, "low_back": 1}
    assert counts("region=hip", library, "type") == {"stretch": 1, "strength": 1}
    assert counts("region=hip&floor=no", library, "level") == {"2": 1, "4": 1}


def test_counts_of_a_group_do_not_shrink_by_its_own_ticks(library: Clinic) -> None:
    assert counts("region=hip", library, "region") == {"hip": 2, "low_back": 1}
    assert counts("type=stretch", library, "type") == {"stretch": 1, "strength": 2}


def test_counts_keep_a_ticked_choice_that_leaves_nothing(library: Clinic) -> None:
    assert counts("q=squat&region=low_back", library, "region") == {"hip": 1, "low_back": 0}


def test_total_is_of_words_and_ticks_together(library: Clinic) -> None:
    assert find(Search.from_query(QueryDict("q=hip&level=4")), library).total == 1


def test_search_leaves_out_the_retired_and_other_clinics_own(
    library: Clinic, other_clinic: Clinic
) -> None:
    make.exercise("Squat, old", status=Exercise.Status.RETIRED)
    make.exercise("Squat, theirs", other_clinic)
    make.exercise("Squat, ours", library)

    assert found("q=squat", library) == ["Squat", "Squat, ours"]
    assert counts("q=squat", library, "type") == {"strength": 2}


def test_search_goes_back_into_an_address() -> None:
    search = Search.from_query(QueryDict("q=Hip++low&region=hip&level=2&type=magic&page=3"))

    assert search.query() == "?q=Hip++low&region=hip&level=2"
    assert search.query(without=("level", "2")) == "?q=Hip++low&region=hip"
