"""Two doses for the two sides of one exercise."""

from django.db.models import F
from django.utils import timezone

from clinic.models import Member
from programs.models import PlanItem
from programs.plans.changing import changing
from programs.plans.errors import PlanError
from programs.plans.item_actions import copy_behind

# An exercise for one side at a time whose side is not said yet may be for both.
ONE_ITEM_FOR_TWO_SIDES = (PlanItem.Side.UNSET, PlanItem.Side.EACH, PlanItem.Side.ALTERNATE)


def can_split(item: PlanItem) -> bool:
    return item.side in ONE_ITEM_FOR_TWO_SIDES


def split_sides(item: PlanItem, *, by: Member) -> PlanItem:
    """The item becomes the left side's, and one for the right comes behind it, alike at first.

    Errors: PlanError when the plan has ended or is full, or the item is for one side already.
    """
    with changing(item.phase.plan, f"{item}: left and right apart", by=by):
        whole = (
            PlanItem.objects.current()
            .filter(pk=item.pk, side__in=ONE_ITEM_FOR_TWO_SIDES)
            .select_related("exercise", "phase")
            .first()
        )
        if whole is None:
            raise PlanError("This exercise is for one side already, or was taken out.")
        right = copy_behind(whole, by=by, side=PlanItem.Side.RIGHT)
        PlanItem.objects.filter(pk=whole.pk).update(
            side=PlanItem.Side.LEFT,
            version=F("version") + 1,
            changed_by=by,
            changed_at=timezone.now(),
        )
    return right
