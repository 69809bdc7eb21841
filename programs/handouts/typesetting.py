"""From words to a tagged PDF: Typst sets the pages that ``typst/`` describes.

It reads nothing but these templates and the fonts of our packages, and what people typed goes in
as text, so nothing of it is ever markup. Each job runs in a process of its own, ``printer.py``.
Starting one takes 20 ms. One that stayed would save them, but Typst keeps 30 MB of each sheet,
slows down by as much, and cannot be stopped from inside.
"""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings

from programs.handouts.errors import HandoutError
from programs.handouts.fonts import families, font_folders, printable

PRINTER = Path(__file__).with_name("printer.py")
# It needs to know nothing of us. More threads are of no use to one sheet, and each takes memory.
ENVIRONMENT = {"RAYON_NUM_THREADS": "2", "RUST_BACKTRACE": "0"}
# In one process. Others wait for so long, and are then told to try again.
AT_ONCE, WAIT_SECONDS = 2, 15
# A plan of 200 exercises with drawings is 3 MB, with 400 photographs 60 MB.
MOST_BYTES = 96 * 1024 * 1024
DRAWN = ("logo", "qr", "svg")
NUMBER_THEN_WORD = re.compile(r"(?<=\d) (?=[^\W\d])")
STOPPED = "The printer stopped. Try again; if it stops again, tell who runs it."
NO_MEMORY = re.compile(rb"memory allocation of \d+ bytes failed|^MemoryError", re.MULTILINE)
# What of a crash may stand in a log: neither messages nor values, which hold what people typed.
HARMLESS = re.compile(rb"panicked at [\w./-]+:\d+|^[\w.]+(?:Error|Exception)\b", re.MULTILINE)

logger = logging.getLogger(__name__)
_places = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Piece:
    """Something that stands on a page: an exercise's name, or "cover", "diary" and the like."""

    name: str
    page: int


@dataclass(frozen=True)
class RenderedHandout:
    pdf: bytes
    pages: int


def typeset(job: dict[str, Any]) -> RenderedHandout:
    """The same job gives the same bytes. Errors: HandoutError when it cannot be printed."""
    report, pdf = _printed("pdf", job)
    return RenderedHandout(pdf=pdf, pages=report["pages"])


def pieces_of(job: dict[str, Any]) -> list[Piece]:
    """What would stand on which page, without making the PDF. Errors: HandoutError."""
    report, _ = _printed("pieces", job)
    return [Piece(one["what"], one["page"]) for one in report["pieces"]]


def job_of(sheets: list[dict[str, Any]], *, title: str, author: str, day: date) -> dict[str, Any]:
    """One PDF with these sheets, each starting on a right-hand page."""
    return {
        "title": title,
        "author": author,
        "lang": sheets[0]["lang"],
        "date": [day.year, day.month, day.day],
        "families": families(),
        "sheets": sheets,
    }


def _printed(wanted: str, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """What the printer answers. Errors: HandoutError, in words for who wanted it."""
    order = {
        "wanted": wanted,
        "instant": _instant(job["date"]),
        "fonts": [str(folder) for folder in font_folders()],
        "parent": os.getpid(),
        "megabytes": settings.PRINT_MEGABYTES_MAX,
    }
    words = json.dumps(_clean(job)).encode()
    if len(words) > MOST_BYTES:
        raise HandoutError("Its pictures are too many for one sheet. Take some exercises out.")
    with _place():
        answer = _run(json.dumps(order).encode() + b"\n" + words)
    report, pdf = _read(answer)
    if "error" in report:
        raise HandoutError(f"The sheet cannot be set: {report['error']}")
    return report, pdf


def _read(answer: bytes) -> tuple[dict[str, Any], bytes]:
    """Errors: HandoutError when somebody else has written into the answer."""
    first, _, pdf = answer.partition(b"\n")
    try:
        report: dict[str, Any] = json.loads(first)
    except ValueError as error:
        logger.error("The printer's answer of %d bytes is none.", len(answer))
        raise HandoutError(STOPPED) from error
    return report, pdf


@contextmanager
def _place() -> Iterator[None]:
    """Sheets take memory and a whole core each, so only a few are set at once."""
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise HandoutError("Other sheets are being printed just now. Try again in a moment.")
    try:
        yield
    finally:
        _places.release()


def _run(job: bytes) -> bytes:
    seconds = settings.PRINT_SECONDS_MAX
    try:
        ended = subprocess.run(  # noqa: S603  # our own program; what people typed is its input
            [sys.executable, "-I", str(PRINTER)],
            input=job,
            capture_output=True,
            timeout=seconds,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise HandoutError(
            f"Printing was stopped after {seconds} seconds. Take some exercises out."
        ) from error
    except OSError as error:  # no process or memory left, or an installation under way
        logger.exception("The printer could not be started.")
        raise HandoutError(STOPPED) from error
    if ended.returncode:
        raise _broken(ended.returncode, ended.stderr, len(job))
    return ended.stdout


def _broken(status: int, said: bytes, size: int) -> HandoutError:
    if NO_MEMORY.search(said):
        logger.error("A sheet of %d bytes took more memory than it may.", size)
        return HandoutError("The sheet is too large to be printed. Take some exercises out.")
    causes = ", ".join(cause.decode() for cause in HARMLESS.findall(said)) or "no reason given"
    logger.error("The printer ended with %d on %d bytes: %s", status, size, causes)
    return HandoutError(STOPPED)


def _renew_places() -> None:
    """A process that was forked must not wait for places that its parent holds."""
    global _places
    _places = BoundedSemaphore(AT_ONCE)


os.register_at_fork(after_in_child=_renew_places)


def _instant(day: list[int]) -> int:
    """Midnight of that day. Units: seconds since 1970."""
    return (date(*day) - date(1970, 1, 1)).days * 86_400


def kept_together(words: str) -> str:
    """The same with each number on the line of the word after it: "10 times", "2.5 kg"."""
    return NUMBER_THEN_WORD.sub("\N{NO-BREAK SPACE}", words)


def _clean(value: Any) -> Any:
    """The same words with only letters that can be printed. Drawings stay as they are."""
    if isinstance(value, str):
        return kept_together(printable(value))
    if isinstance(value, dict):
        return {key: one if key in DRAWN else _clean(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    return value
