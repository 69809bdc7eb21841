"""The starter library in other languages: each English text and its translation, as PO files.

The English text itself is the key. A text that has changed is without a translation until somebody
translates it, so nobody reads an old text beside a new one. No Django in sight.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog

from programs.content.starters import Library

FOLDER = Path(__file__).parent / "languages"
# What a file would say of when it was written changes nothing, so it always says the same.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
LINE_WIDTH = 110


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes of the languages that there are translations into: ("es",)."""
    return tuple(sorted(place.name for place in folder.iterdir() if place.is_dir()))


def texts_of(library: Library) -> dict[str, dict[str, list[str]]]:
    """All that a patient reads, by file: each text with the places where it stands."""
    files: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    seen: dict[str, str] = {}
    for file, place, text in _places(library):
        files[seen.setdefault(text, file)][text].append(place)
    return {file: dict(texts) for file, texts in files.items()}


def _places(library: Library) -> Iterator[tuple[str, str, str]]:
    for word in library.vocabulary.equipment:
        yield "vocabulary", f"equipment {word.code}", word.name
    for block in library.safety.blocks:
        yield "safety", f"{block.code} title", block.title
        for urgency, lines in block.lists:
            for line in lines:
                yield "safety", f"{block.code} {urgency}", line
    for exercise in library.exercises:
        pictures = {"picture start": exercise.alt_start, "picture end": exercise.alt_end}
        for field, text in (exercise.patient_texts | pictures).items():
            if text:
                yield f"exercises-{exercise.code[:2]}", f"{exercise.code} {field}", text
        if exercise.dose.tempo:
            yield "doses", f"{exercise.code} speed", exercise.dose.tempo
    for leaflet in library.advice:
        for field, text in leaflet.patient_texts.items():
            yield "advice", f"{leaflet.code} {field}", text
    for protocol in library.protocols:
        for number, phase in enumerate(protocol.phases, 1):
            for field, text in phase.patient_texts.items():
                yield "protocols", f"{protocol.code} {number} {field}", text
            for item in (*phase.items, *phase.options):
                if item.dose.tempo:
                    yield "doses", f"{protocol.code} {number} {item.exercise}", item.dose.tempo


def translations_in(language: str, folder: Path = FOLDER) -> dict[str, str]:
    """The translations of a language by their English text; those not yet made are left out."""
    found: dict[str, str] = {}
    for path in sorted((folder / language).glob("*.po")):
        with path.open("rb") as file:
            catalog = pofile.read_po(file, locale=language)
        found |= {str(one.id): str(one.string) for one in catalog if one.id and one.string}
    return found


def missing_from(language: str, library: Library, folder: Path = FOLDER) -> list[str]:
    """What the library says and the language does not yet: "exercises-SH: SH09 avoid: …"."""
    known = translations_in(language, folder)
    return [
        f"{file}: {places[0]}: {text}"
        for file, texts in texts_of(library).items()
        for text, places in texts.items()
        if text not in known
    ]


def write_catalogs(language: str, library: Library, folder: Path = FOLDER) -> None:
    """Bring the files to what the library says now: new texts empty, old ones taken out."""
    known = translations_in(language, folder)
    (folder / language).mkdir(parents=True, exist_ok=True)
    files = texts_of(library)
    for path in (folder / language).glob("*.po"):
        if path.stem not in files:
            path.unlink()
    for file, texts in files.items():
        catalog = Catalog(
            locale=language,
            project="Homestretch",
            header_comment=f"# {file}, in the language “{language}”",
            version="1",
            msgid_bugs_address="-",
            last_translator="Homestretch",
            language_team="Homestretch",
            creation_date=NO_DATE,
            revision_date=NO_DATE,
            fuzzy=False,
        )
        for text, places in texts.items():
            catalog.add(text, known.get(text, ""), auto_comments=places)
        with (folder / language / f"{file}.po").open("wb") as written:
            pofile.write_po(written, catalog, width=LINE_WIDTH)
