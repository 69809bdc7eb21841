"""What an old sheet, brought back, no longer says just as it did. In words for the therapist."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from programs.models import Advice, Exercise
from programs.sheet import SheetAdvice, SheetItem


def notes_on_items(items: Iterable[SheetItem], found: Mapping[int, Exercise]) -> list[str]:
    """``found`` are the exercises that they came back as, by the ids of the items."""
    return list(_item_notes(list(items), found))


def _item_notes(items: list[SheetItem], found: Mapping[int, Exercise]) -> Iterator[str]:
    pairs = [(item.name, item, found.get(item.item_id)) for item in items]
    for name in _once(name for name, _, now in pairs if now is None):
        yield f"{name} is no longer in the library, so it could not come back."
    retired = Exercise.Status.RETIRED
    for name in _once(name for name, _, now in pairs if now and now.status == retired):
        yield f"{name} is retired from the library. Think of another one."
    changed = _once(name for name, item, now in pairs if now and _texts_of(now) != _texts(item))
    if changed:
        yield f"The library was changed since, so these read otherwise now: {', '.join(changed)}."


def _once(names: Iterable[str]) -> Collection[str]:
    return dict.fromkeys(names)


def _texts(item: SheetItem) -> tuple[object, ...]:
    said = (item.name, item.start_position, item.steps, item.breathing, item.feel_it, item.avoid)
    return (*said, item.stop_if, item.easier, item.harder)


def _texts_of(now: Exercise) -> tuple[object, ...]:
    said = (now.patient_name, now.start_position, tuple(now.step_list), now.breathing, now.feel_it)
    return (*said, now.avoid, now.stop_if, now.easier_text, now.harder_text)


def notes_on_phases(names: Iterable[str]) -> list[str]:
    """``names`` are of phases that were gone, beside the one that the sheet showed."""
    kept = "a sheet keeps those of its own phase only"
    return [f"If “{name}” had leaflets, add them again: {kept}." for name in names]


def notes_on_leaflets(frozen: Iterable[SheetAdvice], found: Mapping[str, Advice]) -> list[str]:
    """``found`` are the leaflets that they came back as, by their codes."""
    return [note for leaflet in frozen for note in _leaflet_notes(leaflet, found.get(leaflet.code))]


def _leaflet_notes(was: SheetAdvice, now: Advice | None) -> Iterator[str]:
    name = f"The leaflet “{was.name}”"
    if now is None:
        yield f"{name} is no longer in the library, so it could not come back."
        return
    if now.status == Advice.Status.RETIRED:
        yield f"{name} is retired from the library. Think of another one."
    if (was.name, was.main_message, was.body) != (now.name, now.main_message, now.body):
        yield f"{name} was changed since. It comes back as it reads now."
