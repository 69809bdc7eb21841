"""Which safety words a sheet carries, by the regions of its exercises; and the phases' dates."""

from datetime import date

import pytest

from programs.models import PlanItem
from programs.plans.snapshot import safety_of
from tests import make
from tests.programs.diary import build

WALK = ("low_back", "aerobic")


@pytest.mark.parametrize(
    ("regions", "codes"),
    [
        ([("low_back",)], {"back"}),
        ([("low_back",), ("ankle_foot",)], {"back", "knee_ankle"}),
        ([WALK, ("ankle_foot",)], {"knee_ankle"}),
        ([WALK, ("low_back", "hip")], {"back"}),
        # nothing else brings any words, so those of the walk stay
        ([WALK], {"back"}),
        ([WALK, ("elbow_wrist_hand",)], {"back"}),
        ([("elbow_wrist_hand",)], set()),
    ],
)
def test_safety_words_follow_the_particular_exercises(
    regions: list[tuple[str, ...]], codes: set[str]
) -> None:
    items = tuple(build.sheet_item(n, regions=found) for n, found in enumerate(regions))

    assert {block.code for block in safety_of(items)} == codes


def test_phases_date_is_frozen_beside_its_words(item: PlanItem) -> None:
    item.phase.from_on = date(2026, 12, 3)
    item.phase.save(update_fields=["from_on"])

    assert make.revision(item.phase.plan).sheet.phase.from_on == date(2026, 12, 3)
