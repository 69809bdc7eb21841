"""A cell of the table and what it says, both ways. No Django in sight.

What is written can be read back exactly: tidied text, lists, and what a spreadsheet would take for
a formula.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

# A spreadsheet works out a cell that begins so. Source: OWASP, CSV injection. Their full-width
# forms are guarded too: where Japanese is written, they are the same keys.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_BAR = re.compile(r"(?<!\\)\|")
_BREAKS = re.compile(r"\r\n|\r")
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0", "")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


class CellError(Exception):
    """The cell does not say what it should. The message is fit to show to the user."""


def tidy(text: str) -> str:
    """One sort of line break, and no space around: how all text is compared and written."""
    return _BREAKS.sub("\n", text).strip()


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; ``unguarded`` gives it back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    return cell[1:] if _ESCAPED_FORMULA.match(cell) else cell


def joined(items: Iterable[str]) -> str:
    """A list as one cell, an item a line."""
    return "\n".join(item.replace("|", r"\|") for item in items)


def items_of(cell: str) -> list[str]:
    """The items of a list, between bars or line breaks."""
    found = (part for line in tidy(cell).split("\n") for part in _BAR.split(line))
    return [item for part in found if (item := part.replace(r"\|", "|").strip())]


def same(text: str) -> str:
    """How words are told apart: "Low back", "low_back" and "LOW-BACK" are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\s_-]+", " ", plain).strip()


def refuse_signs(text: str) -> None:
    """Errors: CellError when it holds what no keyboard types and no database takes."""
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        raise CellError("is not saved as UTF-8. Save the table as “CSV UTF-8” and try again.")
    if "\0" in text:
        raise CellError("has a NUL sign in it. Type the cell again.")
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t" for sign in text):
        raise CellError("has a control sign in it. Type the cell again.")


def text_in(cell: str, *, longest: int, lines: bool = True) -> str:
    text = tidy(cell)
    if not lines and "\n" in text:
        raise CellError("takes one line of text.")
    if len(text) > longest:
        raise CellError(f"has {len(text):,} letters; {longest:,} at most.")
    return text


def list_in(cell: str, *, most: int, longest: int) -> list[str]:
    items = items_of(cell)
    if len(items) > most:
        raise CellError(f"has {len(items):,} entries; {most:,} at most.")
    for item in items:
        if len(item) > longest:
            raise CellError(f"has an entry of {len(item):,} letters; {longest:,} at most.")
    return items


def number_in(cell: str, low: int, high: int) -> int | None:
    text = tidy(cell)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise CellError(f"takes a whole number from {low} to {high}, not “{short(text)}”.")
    if not low <= int(text) <= high:
        raise CellError(f"takes a number from {low} to {high}, not {int(text)}.")
    return int(text)


def kilograms_in(cell: str, high: int) -> Decimal | None:
    text = tidy(cell).replace(",", ".")
    if not text:
        return None
    wrong = CellError(f"takes kilograms from 0 to {high}, such as 2.5, not “{short(text)}”.")
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text, re.ASCII):
        raise wrong
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise wrong from error
    if found > high:
        raise wrong
    return found


def flag_in(cell: str) -> bool:
    word = tidy(cell).casefold()
    if word not in YES + NO:
        raise CellError(f"takes yes or no, not “{short(word)}”.")
    return word in YES


def code_in(cell: str, known: Mapping[str, str]) -> str | None:
    """The code that a cell names by itself or by its words; None when there is no such."""
    return known.get(same(cell))


def short(text: str) -> str:
    """As much of it as a message can hold, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
