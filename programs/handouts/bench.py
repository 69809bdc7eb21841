"""How long a handout takes, beside headless Chromium printing the same sheet: ``measure()``.

Both are warm and take turns, so that whatever else the machine does falls on both; each turn is
another sheet, so that neither has seen its words or drawings before. It leaves its clinic in the
database, so give it a spare one.
"""

import base64
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from patients.models import Access, Patient
from programs import sheet as sheets
from programs.content.reader import read_library
from programs.content.starters import StarterExercise
from programs.figures.figure import figure_codes, load_figure
from programs.handouts.actions import store_handout
from programs.handouts.joining import joined
from programs.handouts.options import Options
from programs.handouts.render import render_handout
from programs.handouts.typesetting import AT_ONCE, RenderedHandout
from programs.handouts.wording import sheet_words
from programs.models import Handout, Plan, Revision
from programs.plans.snapshot import safety_of
from programs.sheet import (
    Sheet,
    SheetClinic,
    SheetItem,
    SheetPatient,
    SheetPhase,
    SheetPicture,
    SheetTherapist,
)

EXERCISES = 12
OPTIONS = Options(weeks=4)
TURNS = 9
BATCH = 50  # sheets
BATCH_EXERCISES = 5
STORED_TURNS = 40
TARGET_STORED_MS = 15
CODE = "K7M29QRT"
DAY = date(2026, 11, 23)
PEER = Path(__file__).with_name("peer.html")


def measure() -> list[dict[str, Any]]:
    made = [library_sheet(EXERCISES, EXERCISES * turn) for turn in range(TURNS + 1)]
    with _chromium() as browser:
        our_ms, their_ms = _taking_turns(made, browser)
    printed = _print(*made[0])
    handout, member = _issued(made[0][0], printed)
    return [
        {
            "name": f"handout, {EXERCISES} exercises, {2 * EXERCISES} pictures, 4 weeks, warm",
            "value": round(our_ms),
            "unit": "ms",
            "target": f"at most Chromium's {their_ms:.0f} ms",
            "met": our_ms <= their_ms,
            "compared_to": f"headless Chromium, {their_ms:.0f} ms",
            "ratio": round(their_ms / our_ms, 2),
        },
        _cold(handout, made[0]),
        *_batch(),
        _plain("the same handout's pages", printed.pages, "pages"),
        _plain("the same handout's size", round(len(printed.pdf) / 1024), "KB"),
        _stored(handout, member),
    ]


def _print(sheet: Sheet, drawings: dict[str, str]) -> RenderedHandout:
    return render_handout(sheet, OPTIONS, code=CODE, drawings=drawings)


def _plain(name: str, value: float, unit: str) -> dict[str, Any]:
    figure = {"name": name, "value": value, "unit": unit}
    return figure | {"target": "-", "met": True, "compared_to": "-", "ratio": None}


def _cold(handout: Handout, made: tuple[Sheet, dict[str, str]]) -> dict[str, Any]:
    """From the command line, where all has to be loaded first; beside a browser that is started."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "handout", f"{handout.revision_id}"]
        command += ["--weeks", "1", "--output", f"{folder}/sheet.pdf"]
        seconds = _milliseconds(_run, command) / 1000
    browser_seconds = _milliseconds(_start_and_print, peer_html(*made)) / 1000
    return _plain("one sheet from the command line, all loaded first", round(seconds, 2), "s") | {
        "compared_to": f"Chromium started for it, {browser_seconds:.2f} s",
        "ratio": round(browser_seconds / seconds, 2),
    }


def _start_and_print(html: str) -> None:
    with _chromium() as browser:
        browser(html)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, cwd=settings.BASE_DIR, capture_output=True)  # noqa: S603  # our own


def _batch() -> list[dict[str, Any]]:
    """Fifty different sheets, each set for itself, then joined: as the print desk does."""
    made = [library_sheet(BATCH_EXERCISES, BATCH_EXERCISES * number) for number in range(BATCH)]
    seconds = _milliseconds(_print_batch, made) / 1000
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return [
        _plain(f"{BATCH} sheets of {BATCH_EXERCISES} exercises as one PDF", round(seconds, 1), "s"),
        _plain("memory of the process that sets a sheet, at most", memory, "MB"),
    ]


def _print_batch(made: list[tuple[Sheet, dict[str, str]]]) -> None:
    def pdf(one: tuple[Sheet, dict[str, str]]) -> bytes:
        sheet, drawings = one
        return render_handout(sheet, Options(), code=CODE, drawings=drawings).pdf

    with ThreadPoolExecutor(AT_ONCE) as pool:
        joined(list(pool.map(pdf, made)), title="Bench", lang="en")


def _stored(handout: Handout, member: Member) -> dict[str, Any]:
    """A handout that was issued before, through the real page."""
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("programs:handout_file", args=[handout.pk])
    times = [_milliseconds(_fetch, client, address) for _ in range(STORED_TURNS)]
    value = statistics.median(times)
    return {
        "name": "handout already issued",
        "value": round(value, 1),
        "unit": "ms",
        "target": f"under {TARGET_STORED_MS} ms",
        "met": value < TARGET_STORED_MS,
        "compared_to": "the target",
        "ratio": round(TARGET_STORED_MS / value, 2),
    }


def _fetch(client: Client, address: str) -> bytes:
    """Errors: RuntimeError when it is not the sheet, so that a refusal is not timed as one."""
    answer = client.get(address, secure=True)
    if answer.status_code != 200:
        raise RuntimeError(f"The stored sheet was answered with {answer.status_code}.")
    return b"".join(answer)


def _issued(sheet: Sheet, printed: RenderedHandout) -> tuple[Handout, Member]:
    clinic = Clinic.objects.create(name="Bench", phone="0", emergency_text="Call 999.")
    member = Member.objects.create_user("handout@bench.example", clinic=clinic, name="Bench")
    patient = Patient.objects.create(
        clinic=clinic, first_name="Sam", last_name="Rivers", born_on=date(1980, 2, 29)
    )
    access = Access.objects.create(patient=patient, code=CODE)
    text = sheets.to_json(sheet)
    revision = Revision.objects.create(
        plan=Plan.objects.create(patient=patient),
        number=sheet.number,
        issued_at=patient.created_at,
        sheet_json=text,
        sha256=sheets.sha256(text),
    )
    return store_handout(revision, access, printed, OPTIONS), member


def _taking_turns(
    made: list[tuple[Sheet, dict[str, str]]], browser: Callable[[str], bytes]
) -> tuple[float, float]:
    """The medians of both, after one sheet that warms them up. Units: milliseconds."""
    times = [
        (_milliseconds(_print, *one), _milliseconds(browser, peer_html(*one))) for one in made
    ][1:]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def _milliseconds(work: Callable[..., Any], *with_these: Any) -> float:
    start = time.perf_counter()
    work(*with_these)
    return (time.perf_counter() - start) * 1000


def peer_html(sheet: Sheet, drawings: dict[str, str]) -> str:
    """The same words, drawings and diary as one HTML page."""
    words = sheet_words(sheet, OPTIONS, code=CODE, pictures=drawings)
    for exercise in words["exercises"]:
        for picture in exercise["pictures"]:
            picture["address"] = _address(picture["svg"])
    for row in words["diary"]["rows"]:
        row["ticks"] = [range(count) for count in row["boxes"]]
    context = {
        "d": words,
        "exercises": words["exercises"],
        "title": words["heading"],
        "qr": _address(words["portal"]["qr"]),
    }
    html = Engine().from_string(PEER.read_text(encoding="utf-8")).render(Context(context))
    style = _font_faces() + PEER.with_suffix(".css").read_text(encoding="utf-8")
    return html.replace("</head>", f"<style>{style}</style></head>", 1)


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


@cache
def _font_faces() -> str:
    rules = ""
    for name, weight in (("Regular", 400), ("Bold", 700)):
        font = (settings.FONTS_DIR / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()
        rules += (
            f'@font-face {{ font-family: "Atkinson Hyperlegible"; font-weight: {weight};'
            f" src: url(data:font/ttf;base64,{base64.b64encode(font).decode()}) }}"
        )
    return rules


@contextmanager
def _chromium() -> Iterator[Callable[[str], bytes]]:
    """A browser that is open already, and what loads and prints a page in it."""
    from playwright.sync_api import sync_playwright  # only here: it is no part of the product

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()

        def work(html: str) -> bytes:
            page.set_content(html, wait_until="load")
            return page.pdf(prefer_css_page_size=True, tagged=True, print_background=True)

        try:
            yield work
        finally:
            browser.close()


@cache
def _library() -> tuple[StarterExercise, ...]:
    drawn = set(figure_codes())
    return tuple(one for one in read_library().exercises if one.code in drawn)


def library_sheet(count: int, first: int = 0) -> tuple[Sheet, dict[str, str]]:
    """A sheet with so many starter exercises, and its drawings by their SHA-256.

    ``first`` is where in the library it begins: another place gives another sheet.
    """
    drawings: dict[str, str] = {}
    library = _library()
    exercises = [library[(first + n) % len(library)] for n in range(count)]
    items = tuple(_item(number, one, drawings) for number, one in enumerate(exercises, start=1))
    phase = SheetPhase(
        phase_id=1,
        name="Build strength and good habits",
        when_text="Weeks 2 to 6",
        aim="Make your back, tummy and hips strong.",
        move_on_when="",
        is_current=True,
        items=items,
    )
    sheet = Sheet(
        number=3,
        issued_on=DAY,
        starts_on=DAY,
        review_on=date(2026, 12, 4),
        goal="Sit through a film without my back going tight.",
        reason="",
        clinic=SheetClinic(
            name="Riverbank Physiotherapy",
            phone="01632 960 122",
            address="12 Mill Lane, Riverbank",
            emergency_text="Call 999, or go to the nearest emergency department.",
            colour="#1F8A8A",
            paper="A4",
            logo="",
        ),
        patient=SheetPatient(name="Sam Rivers", first_name="Sam", initials="SR", language="en"),
        therapist=SheetTherapist(
            name="Ana Brook", profession="Physiotherapist", registration="PH 00001"
        ),
        pain_fine_up_to=3,
        pain_less_up_to=5,
        phases=(phase,),
    )
    return replace(sheet, safety=safety_of(items)), drawings


def _item(number: int, exercise: StarterExercise, drawings: dict[str, str]) -> SheetItem:
    return SheetItem(
        item_id=number,
        number=number,
        code=exercise.code,
        name=exercise.patient_name,
        side=exercise.side,
        dose=exercise.dose,
        start_position=exercise.start_position,
        steps=exercise.steps,
        breathing=exercise.breathing,
        feel_it=exercise.feel_it,
        avoid=exercise.avoid,
        stop_if=exercise.stop_if,
        easier=exercise.easier_text,
        harder=exercise.harder_text,
        cue="",
        equipment=tuple(code for code in exercise.equipment if code != "none"),
        regions=exercise.regions,
        start=_picture(exercise.code, "start", exercise.alt_start, drawings),
        end=_picture(exercise.code, "end", exercise.alt_end, drawings),
    )


def _picture(code: str, frame: str, alt: str, drawings: dict[str, str]) -> SheetPicture:
    svg = load_figure(code).svg(frame)
    sha256 = hashlib.sha256(svg.encode()).hexdigest()
    drawings[sha256] = svg
    return SheetPicture(drawing=sha256, alt=alt)
