"""The program that sets one sheet and ends: words come in, a PDF goes out.

``typesetting.py`` runs it as a process of its own for each job, so that a sheet can be stopped, may
break, and leaves nothing behind. It knows no Django, which would take longer than most sheets.

The job comes on standard input: a line of JSON that says what is wanted, then the words. The answer
goes to standard output in the same way: a line of JSON, then the PDF, if one was wanted.
"""

import contextlib
import ctypes
import json
import os
import re
import resource
import signal
import sys

import typst

# Not pathlib, nor typing: to load them takes as long as a page.
TEMPLATES = os.path.join(os.path.dirname(__file__), "typst")  # noqa: PTH118, PTH120
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG, of <linux/prctl.h>
# What somebody typed stands in quotes in some messages; names of our templates are left to read.
QUOTED = re.compile(r'"(?![a-z_]{1,30}")(?:[^"\\]|\\.)*"')
PLACE = re.compile(r"\w+\.typ:\d+")


def main() -> None:
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever else is said is no answer
    order = json.loads(sys.stdin.buffer.readline())
    _end_with(order["parent"])
    _keep_within(order["megabytes"])
    report, pdf = answer_to(order, sys.stdin.buffer.read().decode())
    with os.fdopen(answers, "wb") as answer:
        answer.write(json.dumps(report).encode() + b"\n" + pdf)


def answer_to(order: dict, words: str) -> tuple[dict[str, object], bytes]:
    """The report, and the PDF when pages are wanted. What cannot be set is reported as "error"."""
    compiler = _compiler(order["fonts"], words)
    try:
        if order["wanted"] == "pieces":
            return {"pieces": json.loads(compiler.query("<piece>", field="value"))}, b""
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=order["instant"])
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError as error:
        return {"error": _without_words(error)}, b""
    if not isinstance(pdf, bytes):
        raise TypeError("A PDF is one file.")
    return {"pages": pages}, pdf


def _compiler(font_folders: list[str], words: str) -> typst.Compiler:
    """It reads the templates and these fonts, and nothing else of the machine."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders
    )
    no_packages = f"{TEMPLATES}/no-packages"  # they would come from a network
    return typst.Compiler(
        input=f"{TEMPLATES}/handout.typ",
        root=TEMPLATES,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"words": words},
        package_path=no_packages,
        package_cache_path=no_packages,
    )


def _without_words(error: typst.TypstError) -> str:
    """What went wrong and where in the templates, fit for a log."""
    place = PLACE.search(error.diagnostic)
    message = QUOTED.sub('"…"', error.message)[:200]
    return f"{message} ({place[0]})" if place else message


def _end_with(parent: int) -> None:
    """Nobody waits for pages once the process that wants them is gone."""
    # A service that is stopped stops its processes all at once: the sheet in hand is finished, and
    # who wants it ends us when it has to.
    for request in (signal.SIGTERM, signal.SIGINT):
        signal.signal(request, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("Who wanted a sheet is gone.")


def _keep_within(megabytes: int) -> None:
    """No more memory than this, no file written, and no memory kept on disk after a crash."""
    # When the machine has no memory left, this ends, and not the web. Not all machines are asked.
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
        score.write("1000")
    _limit(resource.RLIMIT_AS, megabytes * 1024 * 1024)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, most: int) -> None:
    _, highest = resource.getrlimit(kind)
    value = most if highest == resource.RLIM_INFINITY else min(most, highest)
    resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    main()
