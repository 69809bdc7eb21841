"""Who changed what in a plan since, from the steps that are kept of it."""

from collections.abc import Iterable

from clinic.models import Member
from programs.models import Plan
from programs.plans.merging import Unit

MOST_STEPS = 50  # of one row that are looked through


def changers(plan: Plan, row: str, units: Iterable[Unit], *, reader: Member) -> dict[str, str]:
    """For each thing of a row such as "item 42" the name of who changed it last.

    "" for the reader, and "Somebody else" where no step tells. One statement.
    """
    wanted = {unit.name: set(unit.columns) for unit in units}
    steps = plan.steps.filter(changes__has_key=row).select_related("made_by")
    found: dict[str, str] = {}
    for step in steps.order_by("-number")[:MOST_STEPS]:
        name = "" if step.made_by_id == reader.pk else step.made_by.name
        columns = (step.changes[row]["after"] or {}).keys()
        for unit, its_columns in wanted.items():
            if its_columns & columns:
                found.setdefault(unit, name)
    return {unit: found.get(unit, "Somebody else") for unit in wanted}


def kept_words(units: Iterable[Unit], who: dict[str, str]) -> str:
    """ "Ana Brook changed the sets and the rest meanwhile: kept." """
    by_person: dict[str, list[str]] = {}
    for unit in units:
        by_person.setdefault(who[unit.name], []).append(f"the {unit.noun}")
    return " ".join(
        f"{name} changed {_listed(nouns)} meanwhile: kept."
        if name
        else f"You changed {_listed(nouns)} elsewhere meanwhile: kept."
        for name, nouns in by_person.items()
    )


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
