"""How long a handout takes, beside headless Chromium printing the very same page: ``measure()``.

Both are warm and take turns, so that whatever else the machine does falls on both. It leaves its
clinic in the database, so give it a spare one.
"""

import hashlib
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from clinic.models import Clinic, Member
from patients.models import Access, Patient
from programs import sheet as sheets
from programs.content.reader import read_library
from programs.content.starters import StarterExercise
from programs.figures.figure import figure_codes, load_figure
from programs.handouts.actions import store_handout
from programs.handouts.papers import PAPERS
from programs.handouts.render import (
    STYLESHEET,
    RenderedHandout,
    colour_css,
    font_faces,
    handout_html,
    print_html,
)
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
WEEKS = 4
TURNS = 9
STORED_TURNS = 40
TARGET_STORED_MS = 15
CODE = "K7M29QRT"
DAY = date(2026, 11, 23)


def measure() -> list[dict[str, Any]]:
    sheet, drawings = library_sheet(EXERCISES)
    html = handout_html(sheet, code=CODE, paper="A4", drawings=drawings, weeks=WEEKS)

    def ours() -> RenderedHandout:
        again = handout_html(sheet, code=CODE, paper="A4", drawings=drawings, weeks=WEEKS)
        return print_html(again, paper="A4", colour=sheet.clinic.colour)

    with _chromium(html, sheet) as theirs:
        our_ms, their_ms = _taking_turns(ours, theirs)
    printed = ours()
    return [
        {
            "name": f"handout, {EXERCISES} exercises, {2 * EXERCISES} pictures, {WEEKS} weeks",
            "value": round(our_ms),
            "unit": "ms",
            "target": f"at most Chromium's {their_ms:.0f} ms",
            "met": our_ms <= their_ms,
            "compared_to": f"headless Chromium, {their_ms:.0f} ms",
            "ratio": round(their_ms / our_ms, 2),
        },
        _plain("the same handout's pages", printed.pages, "pages"),
        _plain("the same handout's size", round(len(printed.pdf) / 1024), "KB"),
        _stored(sheet, printed),
    ]


def _plain(name: str, value: float, unit: str) -> dict[str, Any]:
    figure = {"name": name, "value": value, "unit": unit}
    return figure | {"target": "-", "met": True, "compared_to": "-", "ratio": None}


def _stored(sheet: Sheet, printed: RenderedHandout) -> dict[str, Any]:
    """A handout that was issued before, through the real page."""
    handout, member = _issued(sheet, printed)
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("programs:handout_file", args=[handout.pk])
    times = [_milliseconds(lambda: _fetch(client, address)) for _ in range(STORED_TURNS)]
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
    return store_handout(revision, access, printed, paper="A4"), member


def _taking_turns(ours: Callable[[], Any], theirs: Callable[[], Any]) -> tuple[float, float]:
    """The medians of both, after one round that warms them up. Units: milliseconds."""
    ours(), theirs()
    times = [(_milliseconds(ours), _milliseconds(theirs)) for _ in range(TURNS)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def _milliseconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


@contextmanager
def _chromium(html: str, sheet: Sheet) -> Iterator[Callable[[], bytes]]:
    """A browser that is open already, and what loads and prints the page in it."""
    from playwright.sync_api import sync_playwright  # only here: it is no part of the product

    style = font_faces() + STYLESHEET.read_text(encoding="utf-8") + PAPERS["A4"].css
    style += colour_css(sheet.clinic.colour)
    page_html = html.replace("</head>", f"<style>{style}</style></head>")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()

        def work() -> bytes:
            page.set_content(page_html, wait_until="load")
            return page.pdf(prefer_css_page_size=True, tagged=True, print_background=True)

        try:
            yield work
        finally:
            browser.close()


def library_sheet(count: int) -> tuple[Sheet, dict[str, str]]:
    """A sheet with the first so many starter exercises, and its drawings by their SHA-256."""
    drawings: dict[str, str] = {}
    drawn = set(figure_codes())
    exercises = [one for one in read_library().exercises if one.code in drawn][:count]
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
