"""The printer is a process of its own, so what becomes of it is tested with real ones."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from programs.handouts import typesetting
from programs.handouts.errors import HandoutError
from programs.handouts.options import Options
from programs.handouts.typesetting import (
    AT_ONCE,
    ENVIRONMENT,
    MOST_BYTES,
    job_of,
    kept_together,
    pieces_of,
    typeset,
)
from programs.handouts.wording import sheet_words
from tests.programs.sheets import sheet, sheet_item

pytestmark = pytest.mark.pdf

NAME = "Canary Wharf"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("10 times, with 2.5 kg", "10_times, with 2.5_kg"),
        ("1 minute 30 seconds", "1_minute 30_seconds"),
        ("con 2,5 kg", "con 2,5_kg"),
        ("Mon 23, 0 to 3. 4 5", "Mon 23, 0_to 3. 4 5"),
    ],
)
def test_number_stays_on_the_line_of_its_word(words: str, kept: str) -> None:
    assert kept_together(words) == kept.replace("_", "\N{NO-BREAK SPACE}")


def job(count: int = 1) -> dict[str, Any]:
    """So many exercises, for somebody whose name must not come out anywhere but on paper."""
    items = tuple(sheet_item(item_id=n, number=n) for n in range(1, count + 1))
    made = sheet(items, goal=f"A walk with {NAME}")
    words = sheet_words(made, Options(), code="K7M29QRT", pictures={})
    return job_of([words], title="Exercises", author="Riverbank", day=made.issued_on)


def printers() -> list[int]:
    """The processes that this one has started and that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
            command = (path / "cmdline").read_text()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        if int(parent) == os.getpid() and "printer.py" in command:
            found.append(int(path.name))
    return found


def first_printer() -> int:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if found := printers():
            return found[0]
        time.sleep(0.01)
    raise AssertionError("No printer was started.")


@pytest.fixture(autouse=True)
def _no_process_stays() -> Iterator[None]:
    yield
    assert printers() == []


def test_same_job_is_the_same_bytes() -> None:
    once, again = typeset(job()), typeset(job())

    assert once.pdf.startswith(b"%PDF-")
    assert once == again


def test_other_words_are_other_bytes() -> None:
    assert typeset(job(1)).pdf != typeset(job(2)).pdf


def test_pieces_stand_on_the_pages_that_are_printed() -> None:
    made = job(3)
    pieces = pieces_of(made)

    assert [piece.name for piece in pieces].count("Bridge") == 3
    assert max(piece.page for piece in pieces) == typeset(made).pages


def test_plan_of_200_exercises_ends_with_a_sheet() -> None:
    assert len([piece for piece in pieces_of(job(200)) if piece.name == "Bridge"]) == 200


def test_threads_print_side_by_side() -> None:
    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        printed = list(pool.map(typeset, [job()] * (AT_ONCE + 1)))

    assert len(set(printed)) == 1


def test_who_waits_too_long_is_told_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "WAIT_SECONDS", 0.01)
    places = [typesetting._place() for _ in range(AT_ONCE)]
    for place in places:
        place.__enter__()

    with pytest.raises(HandoutError, match=r"^Other sheets are being printed just now"):
        typeset(job())

    for place in places:
        place.__exit__(None, None, None)
    assert typeset(job()).pages


def test_process_that_was_forked_waits_for_nobody() -> None:
    script = (
        "import os, sys; from programs.handouts.typesetting import AT_ONCE, _place\n"
        "held = [_place() for _ in range(AT_ONCE)]; [one.__enter__() for one in held]\n"
        "forked = os.fork()\n"
        "if not forked: _place().__enter__(); os._exit(7)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    assert subprocess.run([sys.executable, "-c", script], env=environment).returncode == 7  # noqa: S603


def test_sheet_that_takes_too_long_is_stopped(settings: Any) -> None:
    settings.PRINT_SECONDS_MAX = 0.05

    with pytest.raises(HandoutError, match=r"^Printing was stopped after 0\.05 seconds\."):
        typeset(job(50))


def test_sheet_that_takes_too_much_memory_is_stopped(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PRINT_MEGABYTES_MAX = 60

    with pytest.raises(HandoutError, match=r"^The sheet is too large to be printed\."):
        typeset(job())

    assert "more memory than it may" in caplog.text
    assert NAME not in caplog.text


def test_job_that_is_too_large_is_not_begun() -> None:
    made = job()
    made["sheets"][0]["logo"] = "<svg" + " " * MOST_BYTES

    with pytest.raises(HandoutError, match=r"^Its pictures are too many for one sheet\."):
        typeset(made)


def test_printer_that_is_killed_fails_one_sheet_only(caplog: pytest.LogCaptureFixture) -> None:
    with ThreadPoolExecutor(1) as pool:
        printing = pool.submit(typeset, job(50))
        os.kill(first_printer(), 9)

        with pytest.raises(HandoutError, match=r"^The printer stopped\. Try again"):
            printing.result()

    assert "The printer ended with -9" in caplog.text
    assert NAME not in caplog.text
    assert typeset(job()).pages


def test_printer_that_cannot_be_started_is_told_plainly(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(HandoutError, match=r"^The printer stopped\. Try again"):
        typeset(job())

    assert "The printer could not be started." in caplog.text
    assert NAME not in caplog.text


def test_answer_that_somebody_wrote_into_is_no_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    chatty = tmp_path / "printer.py"
    chatty.write_text("print('a greeting')")
    monkeypatch.setattr(typesetting, "PRINTER", chatty)

    with pytest.raises(HandoutError, match=r"^The printer stopped\. Try again"):
        typeset(job())

    assert caplog.messages == ["The printer's answer of 11 bytes is none."]


def test_what_cannot_be_set_says_where_and_not_whose() -> None:
    made = job()
    made["sheets"][0]["paper"] = f'"{NAME}" again'

    with pytest.raises(HandoutError, match=r"^The sheet cannot be set: .*\.typ:\d+\)$") as told:
        typeset(made)

    assert 'key "…"' in str(told.value)
    assert NAME not in str(told.value)


def test_crash_is_logged_without_what_people_typed(caplog: pytest.LogCaptureFixture) -> None:
    said = f"thread panicked at src/page.rs:12:5:\n{NAME}\npyo3.PanicException: {NAME}\n".encode()

    typesetting._broken(1, said, 9)

    assert caplog.messages == [
        "The printer ended with 1 on 9 bytes: panicked at src/page.rs:12, pyo3.PanicException"
    ]


def test_printer_knows_none_of_our_secrets() -> None:
    assert set(ENVIRONMENT) == {"RAYON_NUM_THREADS", "RUST_BACKTRACE"}
