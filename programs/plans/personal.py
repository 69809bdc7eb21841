"""Words that tell of one person: a part of their name, or a day of the calendar."""

import re
import unicodedata

from patients.models import Patient

MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
AN_AMOUNT = r"(?!\s*(?:\d|/|-|to\b|x\b|×|times|min|sec|sets|reps|steps))"
# "12 May", "3rd of March", "May 12", but not "March 3 minutes"; "12/5/2026", but not "pain 4/10".
A_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b"
    rf"|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b{AN_AMOUNT}"
    r"|\b\d{1,4}([./-])\d{1,2}\1\d{2,4}\b"
)


def is_personal(text: str, patient: Patient) -> bool:
    return bool(A_DAY.search(text) or names_in(text, patient))


def as_a_name(text: str, patient: Patient) -> str:
    """The first word that stands for the patient, or "". Without a capital it may be any word.

    For what is refused: "Back" and "Will" are names, and the low back and what will hurt are not.
    """
    return next((word for word in names_in(text, patient) if not word.islower()), "")


def names_in(text: str, patient: Patient) -> list[str]:
    """The words of the text that are a part of the patient's name, as they stand there.

    Accents and capitals make no difference, but a name of two letters ("Do", "An") is one only
    with a capital. Initials and the small words of a name ("van", "do") are ordinary words.
    """
    words = _words(f"{patient.first_name} {patient.last_name}")
    has_capitals = any(not word.islower() for word in words)
    named = [word for word in words if not (has_capitals and word.islower())]
    named += [f"{words[-1]}{words[0]}", f"{words[0]}{words[-1]}"]  # scripts that set no spaces
    parts = {_plain(word): len(word) for word in named}
    found = []
    for word in _words(text):
        length = parts.get(_plain(word), 0)
        if length > 2 or (length == 2 and not word.islower()) or _runs_on(word, parts):
            found.append(word)
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _runs_on(word: str, parts: dict[str, int]) -> bool:
    """Whether a script without capitals, which may set no spaces, has a part within the word."""
    if word.lower() != word.upper():
        return False
    return any(part in _plain(word) for part, length in parts.items() if length > 1)
