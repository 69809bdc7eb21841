"""The fixed words of a sheet, found in the code that says them, with their translations.

No Django in sight.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from programs.content.translations import LINE_WIDTH, NO_DATE
from programs.languages import FOLDER

ROOMS = ("handouts", "plans")
SPOKEN = ("handouts/*.py", "plans/changes.py", "*.py")
# The calls of a Language: to.say("…"), to.count(n, "one", "many").
CALLS = {"say": None, "count": (2, 3)}


def fixed_words() -> Iterator[str | tuple[str, ...]]:
    """Each text, and each pair of one and many, once, in the order of the code."""
    seen = set()
    methods = [(pattern, "python") for pattern in SPOKEN]
    for _, _, message, _, _ in extract_from_dir(
        FOLDER.parent, methods, keywords=CALLS, directory_filter=_is_ours
    ):
        if message not in seen:
            seen.add(message)
            yield message


def _is_ours(folder: str) -> bool:
    return Path(folder).name in (FOLDER.parent.name, *ROOMS)


def catalog_in(language: str) -> Catalog:
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def unsaid_in(language: str) -> list[str]:
    """The fixed words that the language has none for."""
    known = catalog_in(language)
    missing = []
    for message in fixed_words():
        found = known.get(message if isinstance(message, str) else message[0])
        words = found.string if found else ""
        if not words or (isinstance(words, list | tuple) and not all(words)):
            missing.append(message if isinstance(message, str) else message[1])
    return missing


def write_fixed_words(language: str) -> None:
    """Bring the file to what the code says now: new words empty, old ones taken out."""
    known = catalog_in(language)
    catalog = Catalog(
        locale=language,
        project="Homestretch",
        header_comment=f"# The fixed words of a sheet, in the language “{language}”",
        version="1",
        msgid_bugs_address="-",
        last_translator="Homestretch",
        language_team="Homestretch",
        creation_date=NO_DATE,
        revision_date=NO_DATE,
        fuzzy=False,
    )
    for message in fixed_words():
        found = known.get(message if isinstance(message, str) else message[0])
        catalog.add(message, found.string if found else "")
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{language}.po").open("wb") as written:
        pofile.write_po(written, catalog, width=LINE_WIDTH)
