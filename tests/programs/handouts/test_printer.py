"""The program that sets a sheet, as the system sees it."""

import json
import os
import select
import signal
import subprocess
import sys
from typing import Any

import pytest

from programs.handouts.fonts import font_folders
from programs.handouts.typesetting import PRINTER

# Starts a printer on its own input and output, says its number, and waits to be killed.
MIDDLE = f"""
import subprocess, sys, time
printer = subprocess.Popen([sys.executable, "-I", {str(PRINTER)!r}])
print(printer.pid, file=sys.stderr, flush=True)
time.sleep(60)
"""


def order(**fields: Any) -> bytes:
    defaults = {
        "wanted": "pdf",
        "instant": 0,
        "fonts": [str(folder) for folder in font_folders()],
        "parent": os.getpid(),
        "megabytes": 1000,
    }
    return json.dumps(defaults | fields).encode() + b"\n"


def run(given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-I", str(PRINTER)], input=given, capture_output=True, timeout=30
    )


def test_printer_answers_in_words_when_a_job_makes_no_sense() -> None:
    ended = run(order() + b"not the words of a sheet")

    first, _, pdf = ended.stdout.partition(b"\n")
    assert "error" in json.loads(first)
    assert (ended.returncode, pdf, ended.stderr) == (0, b"", b"")


def test_printer_does_nothing_for_who_is_not_its_parent() -> None:
    ended = run(order(parent=1) + b"{}")

    assert ended.returncode == 1
    assert (ended.stdout, ended.stderr) == (b"", b"Who wanted a sheet is gone.\n")


def test_printer_that_is_told_nothing_ends() -> None:
    assert run(b"").returncode == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_printer_finishes_when_the_service_is_stopped(how: signal.Signals) -> None:
    with subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-I", str(PRINTER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as printer:
        assert printer.stdin and printer.stdout
        # More than a pipe holds: once it is written, the order has been read.
        printer.stdin.write(order() + b" " * 200_000)
        printer.stdin.flush()
        printer.send_signal(how)
        printer.stdin.close()

        assert b"error" in printer.stdout.read()
    assert printer.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent")
def test_printer_ends_with_its_parent() -> None:
    with subprocess.Popen(  # noqa: S603  # a fixed script
        [sys.executable, "-c", MIDDLE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as parent:
        assert parent.stdin and parent.stdout and parent.stderr
        parent.stderr.readline()
        parent.stdin.write(order(parent=parent.pid) + b" " * 200_000)
        parent.stdin.flush()
        parent.kill()

        # Its input is still open, and nobody else holds its output: that ends when it does.
        assert select.select([parent.stdout], [], [], 10)[0]
        assert parent.stdout.read() == b""
