"""Two sheets side by side, exercise by exercise. No Django in sight."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from programs.dosing import plural
from programs.plans.changes import words_between
from programs.sheet import Sheet, SheetItem, SheetPhase

Kind = Literal["new", "stopped", "changed", "moved", "same"]
KINDS: tuple[Kind, ...] = ("new", "stopped", "changed", "moved", "same")
PHASE_WORDS = {
    "name": "name",
    "when_text": "when",
    "from_on": "from",
    "aim": "aim",
    "move_on_when": "move on when",
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """An item where it stands in one of the sheets."""

    item: SheetItem
    phase: SheetPhase
    phase_name: str


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One item in both sheets; a side is empty where the item is not in that sheet."""

    before: Place | None
    after: Place | None
    kinds: tuple[Kind, ...]
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        place = self.after or self.before
        return place.item.name if place else ""

    @property
    def heading(self) -> str:
        """What it stands under: its phase, if it is still in one."""
        return self.after.phase_name if self.after else "No longer in the plan"

    @property
    def is_on_sheet(self) -> bool:
        """Whether the patient sees it; other phases are for later."""
        return self.after is not None and self.after.phase.is_current

    @property
    def changes_phase(self) -> bool:
        ids = {place.phase.phase_id for place in (self.before, self.after) if place}
        return len(ids) > 1

    @property
    def is_same(self) -> bool:
        return self.kinds == ("same",)


@dataclass(frozen=True, kw_only=True)
class Group:
    """The pairs of one phase, or of what is in no phase any more."""

    heading: str
    is_on_sheet: bool
    pairs: tuple[Pair, ...]

    @property
    def is_same(self) -> bool:
        return all(pair.is_same for pair in self.pairs)

    @property
    def differing(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if not pair.is_same)

    @property
    def alike(self) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.is_same)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that the sheet says of the plan as a whole."""

    label: str
    before: str | date | None
    after: str | date | None

    @property
    def is_same(self) -> bool:
        return self.before == self.after


def pairs_of(before: Sheet, after: Sheet) -> tuple[Pair, ...]:
    """All items of both sheets: in the order of the later one, then what it no longer has."""
    earlier = {place.item.item_id: place for place in _places(before)}
    later = {place.item.item_id: place for place in _places(after)}
    moved = _moved(before, after)
    kept = [
        _pair(earlier.get(item_id), place, is_moved=item_id in moved)
        for item_id, place in later.items()
    ]
    gone = [
        Pair(before=place, after=None, kinds=("stopped",), words=())
        for item_id, place in earlier.items()
        if item_id not in later
    ]
    return tuple(kept + gone)


def _places(sheet: Sheet) -> Iterator[Place]:
    names = _phase_names(sheet)
    for phase in sheet.phases:
        for item in phase.items:
            yield Place(item=item, phase=phase, phase_name=names[phase.phase_id])


def _phase_names(sheet: Sheet) -> dict[int, str]:
    """The phases' names by their ids; two of one name are told apart by their numbers."""
    counts = Counter(phase.name for phase in sheet.phases)
    return {
        phase.phase_id: f"{number} {phase.name}" if counts[phase.name] > 1 else phase.name
        for number, phase in enumerate(sheet.phases, start=1)
    }


def _moved(before: Sheet, after: Sheet) -> set[int]:
    """The items that changed places with others of their phase."""
    earlier = {phase.phase_id: _item_ids(phase) for phase in before.phases}
    return {
        item_id
        for phase in after.phases
        for item_id in _out_of_order(earlier.get(phase.phase_id, []), _item_ids(phase))
    }


def _item_ids(phase: SheetPhase) -> list[int]:
    return [item.item_id for item in phase.items]


def _out_of_order(before: list[int], after: list[int]) -> set[int]:
    """What stands elsewhere among those in both; one that is put between moves nobody."""
    common = set(before) & set(after)
    was, now = ([one for one in ids if one in common] for ids in (before, after))
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return common - {one for block in blocks for one in now[block.b : block.b + block.size]}


def _pair(before: Place | None, after: Place, *, is_moved: bool) -> Pair:
    if before is None:
        return Pair(before=None, after=after, kinds=("new",), words=())
    words = tuple(_item_words(before.item, after.item))
    moves = tuple(_move_words(before, after, is_moved=is_moved))
    kinds: list[Kind] = []
    if words:
        kinds.append("changed")
    if moves:
        kinds.append("moved")
    return Pair(before=before, after=after, kinds=tuple(kinds) or ("same",), words=words + moves)


def _item_words(before: SheetItem, after: SheetItem) -> Iterator[str]:
    if before.code != after.code or before.name != after.name:
        yield f"now {after.name}, was {before.name}"
    elif _texts(before) != _texts(after):
        yield "the library's words on the exercise were changed"
    if (before.start or before.end) and not (after.start or after.end):
        yield "its picture is gone"
    if words := words_between(before, after):
        yield words


def _texts(item: SheetItem) -> tuple[object, ...]:
    """What the library says of the exercise. Drawings differ by the clinic's colour, too."""
    said = (item.start_position, item.steps, item.breathing, item.feel_it, item.avoid)
    return (*said, item.stop_if, item.easier, item.harder, item.equipment, item.video)


def _move_words(before: Place, after: Place, *, is_moved: bool) -> Iterator[str]:
    if before.phase.phase_id != after.phase.phase_id:
        yield f"to “{after.phase_name}”, was in “{before.phase_name}”"
    elif is_moved:
        yield f"place {after.item.number}, was {before.item.number}"


def groups_of(pairs: Iterable[Pair]) -> tuple[Group, ...]:
    return tuple(
        Group(heading=heading, is_on_sheet=is_on_sheet, pairs=tuple(group))
        for (_, heading, is_on_sheet), group in groupby(pairs, key=_standing)
    )


def _standing(pair: Pair) -> tuple[int, str, bool]:
    phase_id = pair.after.phase.phase_id if pair.after else 0  # two phases may have one name
    return phase_id, pair.heading, pair.is_on_sheet


def summary_of(pairs: Iterable[Pair]) -> str:
    """ "2 new, 1 stopped, 3 the same"."""
    counts = Counter(kind for pair in pairs for kind in pair.kinds)
    said = [
        f"{counts[kind]} {'the same' if kind == 'same' else kind}" for kind in KINDS if counts[kind]
    ]
    return ", ".join(said)


def facts_of(before: Sheet, after: Sheet) -> tuple[Fact, ...]:
    """What is said beside the exercises: goal, next visit, phase, how much, and phases' words."""
    facts = [  # what neither says is left out
        Fact(label="Goal", before=before.goal, after=after.goal),
        Fact(label="Next visit", before=before.review_on, after=after.review_on),
        Fact(label="Phase on the sheet", before=_on_sheet(before), after=_on_sheet(after)),
        Fact(label="How much", before=_amount(before), after=_amount(after)),
        Fact(label="Leaflets", before=_leaflets(before, after), after=_leaflets(after, before)),
    ]
    if [phase.phase_id for phase in before.phases] != [phase.phase_id for phase in after.phases]:
        facts.append(Fact(label="Phases", before=_listed(before), after=_listed(after)))
    return tuple(
        [fact for fact in facts if fact.before or fact.after] + _phase_facts(before, after)
    )


def _amount(sheet: Sheet) -> str:
    return f"{plural(len(sheet.items), 'exercise')}, {sheet.minutes_words}"


def _leaflets(sheet: Sheet, other: Sheet) -> str:
    """Their names, with the version where the other sheet has one that reads otherwise."""
    others = {leaflet.code: leaflet for leaflet in other.advice}
    return ", ".join(
        leaflet.name
        if others.get(leaflet.code, leaflet) == leaflet
        else f"{leaflet.name} (version {leaflet.version})"
        for leaflet in sheet.advice
    )


def _on_sheet(sheet: Sheet) -> str:
    return _phase_names(sheet)[sheet.phase.phase_id]


def _listed(sheet: Sheet) -> str:
    """In their order, each with its number where there are several."""
    names = [phase.name for phase in sheet.phases]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, start=1))


def _phase_facts(before: Sheet, after: Sheet) -> list[Fact]:
    """Words of phases that are in both sheets, where they differ."""
    earlier = {phase.phase_id: phase for phase in before.phases}
    names = _phase_names(after)
    facts = [
        Fact(
            label=f"{names[phase.phase_id]}: {label}",
            before=getattr(earlier[phase.phase_id], field),
            after=getattr(phase, field),
        )
        for phase in after.phases
        if phase.phase_id in earlier
        for field, label in PHASE_WORDS.items()
    ]
    return [fact for fact in facts if not fact.is_same]
