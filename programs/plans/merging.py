"""What two people typed into the same form, brought together. No Django in sight."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Fields = dict[str, Any]  # by column


@dataclass(frozen=True, kw_only=True)
class Unit:
    """Fields that are one thing to their reader: what one person says there, none says half of.

    ``noun`` goes behind "the"; ``say`` puts the columns' values in words, "" where there is none.
    """

    noun: str
    columns: tuple[str, ...]
    say: Callable[..., str]
    fields: tuple[str, ...] = ()  # of the form, where they are not named as the columns
    place: str = ""  # in the form, where a question about it stands

    @property
    def name(self) -> str:
        return self.inputs[0]

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.fields or self.columns

    def of(self, values: Mapping[str, Any]) -> Fields | None:
        """Its columns among these values; None unless all are there."""
        if not all(column in values for column in self.columns):
            return None
        return {column: values[column] for column in self.columns}

    def words(self, values: Mapping[str, Any]) -> str:
        return self.say(**{column: values[column] for column in self.columns}) or "none"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What somebody typed, and what the page had shown them before.

    ``seen`` may lack columns; of those the page showed what was stored as this ``version``.
    """

    typed: Fields
    seen: Fields
    version: int


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What comes of it: columns to write, what others changed, and what both changed."""

    changes: Fields = field(default_factory=dict)
    changed: tuple[Unit, ...] = ()
    kept: tuple[Unit, ...] = ()
    clashes: tuple[Unit, ...] = ()


def merge(edit: Edit, stored: Mapping[str, Any], units: Iterable[Unit]) -> Merged:
    """Field by field: what only one of the two changed is taken, and both at once is a clash.

    ``stored`` has the version too. Where nobody can tell what was seen, a difference is a clash.
    """
    seen = dict(stored) if edit.version == stored["version"] else {}
    seen |= edit.seen
    changed, kept, clashes = [], [], []
    for unit in units:
        mine, now, before = unit.of(edit.typed), unit.of(stored), unit.of(seen)
        if mine == now or mine is None:
            continue
        if before == now:
            changed.append(unit)
        elif before == mine:
            kept.append(unit)
        else:
            clashes.append(unit)
    changes = {column: edit.typed[column] for unit in changed for column in unit.columns}
    return Merged(changes=changes, changed=tuple(changed), kept=tuple(kept), clashes=tuple(clashes))
