"""What became of a plan: its revisions, and who changed the draft since the last one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from programs.models import Plan, PlanStep, Revision

MOST_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class DraftChange:
    """What one member did to the draft, perhaps several times in a row."""

    who: str
    said: str
    at: datetime
    times: int


def changes_since(plan: Plan, last: Revision | None) -> list[DraftChange]:
    """What changed in the draft since a revision, newest first, without what was taken back.

    At most one more than ``MOST_SHOWN``, which says that there are more. One statement. The
    builder keeps its steps for a while only, and so does this.
    """
    steps = PlanStep.objects.filter(plan=plan, is_undone=False).select_related("made_by")
    if last:
        steps = steps.filter(made_at__gt=last.issued_at)
    newest_first = steps.defer("changes").order_by("-number")
    return list(islice(_in_a_row(newest_first.iterator()), MOST_SHOWN + 1))


def _in_a_row(steps: Iterator[PlanStep]) -> Iterator[DraftChange]:
    """A dose that was typed five times is one line."""
    for (_, said), same in groupby(steps, key=lambda step: (step.made_by_id, step.said)):
        group = list(same)
        newest = group[0]
        yield DraftChange(who=newest.made_by.name, said=said, at=newest.made_at, times=len(group))


def last_step_of(plan: Plan) -> PlanStep | None:
    """The last change of the draft that is noted, by whomever. One statement."""
    last: PlanStep | None = PlanStep.objects.filter(plan=plan).defer("changes").last()
    return last
