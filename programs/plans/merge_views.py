"""What the builder's three shared forms do with what came of saving them."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from clinic.models import Member
from programs.models import Plan
from programs.plans.errors import PlanError, PlanFieldError
from programs.plans.merging import Edit, Merged
from programs.plans.shared_form import SharedForm
from programs.plans.who import changers, kept_words


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """After a form was taken. ``form`` shows what is stored now, and asks what is left to ask."""

    form: SharedForm
    said: str  # of what others changed meanwhile; "" where they did not
    take: str  # what others changed, by field, for the page that posted the form

    @property
    def asks(self) -> bool:
        return bool(self.form.questions)


def try_to_merge(form: SharedForm, save: Callable[[Edit], Merged]) -> Merged | None:
    """What came of it; None when it was refused, and the form says why."""
    if not form.is_valid():
        return None
    try:
        return save(form.edit)
    except PlanFieldError as error:
        form.add_error(error.field, str(error))
    except PlanError as error:
        form.add_error(None, str(error))
    return None


def outcome_of(
    posted: SharedForm, merged: Merged, fresh: SharedForm, *, plan: Plan, row: str, reader: Member
) -> Outcome:
    """``fresh`` is the same form of the row as it is now; ``row`` names it as in "item 42".

    One statement if anybody else changed something, otherwise none.
    """
    waiting = posted.mine(merged)
    units = {*merged.kept, *waiting}
    who = changers(plan, row, units, reader=reader) if units else {}
    fresh.ask(waiting, new=merged.clashes, who=who)
    shown = fresh.as_shown
    others = [name for unit in (*merged.kept, *merged.clashes) for name in unit.inputs]
    return Outcome(
        form=fresh,
        said=kept_words((unit for unit in merged.kept if unit not in waiting), who),
        take=json.dumps({name: shown[name] for name in others}),
    )


def keep_asking(
    refused: SharedForm, fresh: SharedForm, *, plan: Plan, row: str, reader: Member
) -> None:
    """A form that comes back for a mistake asks what it asked before. Otherwise as outcome_of."""
    waiting = refused.mine(Merged())
    fresh.ask(waiting, new=(), who=changers(plan, row, waiting, reader=reader))
    refused.questions = fresh.questions
