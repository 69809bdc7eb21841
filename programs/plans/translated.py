"""What the library says of a sheet in the patient's language, frozen with the sheet."""

from collections.abc import Iterator
from dataclasses import replace

from clinic.models import Clinic
from programs.languages import ENGLISH, languages
from programs.leaflet import blocks_of
from programs.models import Translation
from programs.sheet import Sheet, SheetItem


def in_patients_language(sheet: Sheet, clinic: Clinic) -> Sheet:
    """The same sheet with the translations of its library texts. One query; none for English."""
    code = sheet.patient.language
    if code == ENGLISH.code or code not in languages():
        return sheet
    words = Translation.objects.words_for(library_texts(sheet), code)
    if emergency := getattr(clinic, f"emergency_text_{code}", ""):
        words[clinic.emergency_text] = emergency
    return replace(sheet, translations={code: words})


def untranslated(sheet: Sheet, code: str) -> list[str]:
    """The texts of a sheet that it can say in English only, each once."""
    known = sheet.translations.get(code, {})
    return list(dict.fromkeys(text for text in library_texts(sheet) if text and text not in known))


def library_texts(sheet: Sheet) -> Iterator[str]:
    """All that is not fixed on paper, and not typed for this one patient."""
    for phase in sheet.phases:
        yield from (phase.name, phase.when_text, phase.aim, phase.move_on_when)
    for item in sheet.items:
        yield from _texts_of(item)
    for change in sheet.changes:
        yield change.name
    if sheet.safety:
        yield sheet.clinic.emergency_text
    for block in sheet.safety:
        yield from (block.title, *block.lines)
    for leaflet in sheet.advice:
        yield from (leaflet.name, leaflet.main_message)
        yield from (line for block in blocks_of(leaflet.body) for line in block.lines)


def _texts_of(item: SheetItem) -> Iterator[str]:
    yield from (item.name, item.start_position, *item.steps, item.dose.tempo, item.cue)
    yield from (item.breathing, item.feel_it, item.avoid, item.stop_if, item.easier, item.harder)
    yield from item.equipment
    for picture in (item.start, item.end):
        if picture:
            yield picture.alt
