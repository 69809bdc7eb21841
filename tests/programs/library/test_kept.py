"""Libraries are read once, and again when something in them changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic
from patients.models import Equipment
from programs.library import kept
from programs.models import Exercise, Picture, Region
from tests import make


@pytest.fixture
def bridge(clinic: Clinic) -> Exercise:
    """Changed long enough ago for nothing to be under way."""
    return make.exercise(clinic=clinic, changed_at=timezone.now() - timedelta(days=1))


def own(clinic: Clinic) -> kept.Library:
    return kept.libraries(clinic, kept.labels())[0]


def change(exercise: Exercise, **fields: Any) -> None:
    fields.setdefault("changed_at", timezone.now())
    Exercise.objects.filter(pk=exercise.pk).update(**fields)


def test_unchanged_library_is_not_read_again(
    bridge: Exercise, clinic: Clinic, django_assert_num_queries: Any
) -> None:
    first, labels = own(clinic), kept.labels()

    with django_assert_num_queries(1):
        assert kept.libraries(clinic, labels)[0] is first


def test_library_is_read_in_few_statements_whatever_its_size(
    bridge: Exercise, clinic: Clinic, django_assert_num_queries: Any
) -> None:
    make.exercise("Squat", clinic)
    make.exercise("Lunge", clinic)
    labels = kept.labels()

    with django_assert_num_queries(1 + 7):
        kept.libraries(clinic, labels)


def test_edit_is_seen(bridge: Exercise, clinic: Clinic) -> None:
    assert own(clinic).cards[bridge.pk].name == "Bridge"

    change(bridge, name="Hip bridge")

    assert own(clinic).cards[bridge.pk].name == "Hip bridge"


def test_added_and_deleted_are_seen(bridge: Exercise, clinic: Clinic) -> None:
    assert len(own(clinic).cards) == 1
    earlier = timezone.now() - timedelta(days=9)

    squat = make.exercise("Squat", clinic, changed_at=earlier)

    assert len(own(clinic).cards) == 2
    squat.delete()
    assert len(own(clinic).cards) == 1


def test_retired_and_restored_are_seen(bridge: Exercise, clinic: Clinic) -> None:
    assert own(clinic).index.current == 1

    change(bridge, status=Exercise.Status.RETIRED)
    assert own(clinic).index.current == 0

    change(bridge, status=Exercise.Status.CURRENT)
    assert own(clinic).index.current == 1


def test_changed_relation_is_seen(bridge: Exercise, clinic: Clinic) -> None:
    assert own(clinic).index.having([("equipment", "band")]) == 0

    bridge.equipment.add(Equipment.objects.create(code="band", name="Band"))
    change(bridge)

    assert own(clinic).index.having([("equipment", "band")]) == 1
    assert own(clinic).cards[bridge.pk].facts == "low_back · Strength · Band"


def test_older_change_that_was_written_later_is_seen_when_all_has_settled(
    bridge: Exercise, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    squat = make.exercise("Squat", clinic, changed_at=now)
    own(clinic)
    change(squat, name="Deep squat", changed_at=now)  # the stamp is the same

    monkeypatch.setattr(kept, "SETTLES_AFTER", timedelta(0))

    assert own(clinic).cards[squat.pk].name == "Deep squat"


def test_renamed_word_of_the_vocabulary_is_seen(bridge: Exercise, clinic: Clinic) -> None:
    own(clinic)

    Region.objects.update(name="Lower back")

    assert own(clinic).cards[bridge.pk].facts.startswith("Lower back ·")


def test_starters_are_shared_and_own_are_not(
    bridge: Exercise, clinic: Clinic, other_clinic: Clinic
) -> None:
    make.exercise("Squat")
    labels = kept.labels()

    ours, theirs = kept.libraries(clinic, labels), kept.libraries(other_clinic, labels)

    assert ours[1] is theirs[1]
    assert list(ours[0].cards) == [bridge.pk]
    assert theirs[0].cards == {}


def test_no_more_is_kept_than_there_is_room_for(
    bridge: Exercise, clinic: Clinic, other_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_EXERCISES", 1)
    first = own(clinic)
    make.exercise("Theirs", other_clinic)

    assert own(other_clinic) is own(other_clinic)
    assert own(clinic) is not first


@pytest.mark.parametrize(
    ("things", "needs_floor", "nothing"),
    [
        (set(), False, True),
        ({"none"}, True, True),
        ({"mat"}, False, True),  # a bed will do
        ({"mat"}, True, False),
        ({"mat", "towel"}, False, False),
        ({"chair"}, False, False),
    ],
)
def test_a_mat_is_nothing_where_a_bed_will_do(
    things: set[str], needs_floor: bool, nothing: bool
) -> None:
    facts = {("region", "hip"), *(("equipment", thing) for thing in things)}

    assert kept.needs_nothing(facts, needs_floor=needs_floor) is nothing


def test_card_moves_only_where_it_is_drawn(bridge: Exercise, clinic: Clinic) -> None:
    moving = make.drawing("moving")
    Picture.objects.create(exercise=bridge, frame="moving", drawing=moving, alt="")
    assert own(clinic).cards[bridge.pk].moving == moving.get_absolute_url()

    make.photographed(bridge)
    change(bridge)

    card = own(clinic).cards[bridge.pk]
    assert card.moving == ""
    assert card.thumbnail.endswith("/small.jpg")


def test_card_knows_its_addresses(bridge: Exercise, clinic: Clinic) -> None:
    card = own(clinic).cards[bridge.pk]

    assert card.url == bridge.get_absolute_url()
    assert card.favourite_url == reverse("programs:exercise_favourite", args=[bridge.pk])
