"""What is changed in an item's row: its side by one press, its dose as a line of shorthand."""

from dataclasses import asdict

from django.db import transaction

from clinic.models import Member
from programs.dosing import Dose
from programs.models import PlanItem
from programs.plans.changing import require_open
from programs.plans.errors import PlanConflictError, PlanError
from programs.plans.item_actions import change_item
from programs.plans.once import refuse_repeated
from programs.shorthand import ShorthandError, read_shorthand


@transaction.atomic
def change_dose(item: PlanItem, dose: Dose, *, seen: str, by: Member, side: str = "") -> None:
    """Put a dose in the place of the one that the row showed, which ``seen`` says in shorthand.

    ``side`` is chosen along with it; "" leaves it as it is.
    Errors: PlanError when the plan has ended, the item is gone or the side does not fit the
    exercise, PlanConflictError when the dose is another one by now; other changes of the item do
    not matter.
    """
    stored = _stored(item)
    side = _fitting(stored, side)
    if dose == stored.dose and side == stored.side:
        return
    if dose != stored.dose and not _is_shown(stored, seen):
        raise PlanConflictError(f"Meanwhile it became “{stored.shorthand}”.")
    change_item(item, asdict(dose) | {"side": side}, version=stored.version, by=by)


def _fitting(item: PlanItem, side: str) -> str:
    choices = dict(item.side_choices)
    if side == PlanItem.Side.BOTH and side not in choices:
        side = PlanItem.Side.EACH  # both, one after the other
    if side and side not in choices:
        raise PlanError("This side does not fit the exercise.")
    return side or item.side


@transaction.atomic
def change_side(item: PlanItem, side: str, *, seen: str | None, by: Member) -> None:
    """Choose another side than the one that the row showed. Errors: as change_dose."""
    stored = _stored(item)
    if side == stored.side:
        return
    if seen not in (None, stored.side):
        raise PlanConflictError(
            f"The side of {item} became “{stored.get_side_display()}” meanwhile, so it stays."
            " Press again to use yours."
        )
    change_item(item, {"side": side}, version=stored.version, by=by, said=f"Side of {item}")


def _stored(item: PlanItem) -> PlanItem:
    """The row as it is, behind the plan's lock."""
    refuse_repeated(require_open(item.phase.plan))
    stored: PlanItem | None = PlanItem.objects.current().filter(pk=item.pk).first()
    if stored is None:
        raise PlanError("This exercise was taken out by somebody else.")
    return stored


def _is_shown(stored: PlanItem, seen: str) -> bool:
    """Whether the row showed this dose. What was typed stands for what it was saved as."""
    if seen == stored.shorthand:
        return True
    try:
        return read_shorthand(seen, Dose(tempo=stored.tempo)) == stored.dose
    except ShorthandError:
        return False
