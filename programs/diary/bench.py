"""How many diary entries a second the portal takes, and what a first visit weighs: ``measure()``.

Over HTTP, through the real pages: gunicorn with two workers, eight phones, each with a patient of
its own. It leaves its clinic in the database, so give it a spare one.
"""

import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.models import Clinic, Member
from patients.access import issue_access, open_session
from patients.models import Patient
from programs import sheet as sheets
from programs.diary.actions import DIARY_DAYS_BACK
from programs.dosing import Dose
from programs.models import Entry, Exercise, Plan, PlanItem, PlanPhase, Revision
from programs.plans.snapshot import build_sheet

WORKERS = 2
PHONES = 8
EXERCISES = 4
SESSIONS_A_DAY = 12
SECONDS = 8.0
START_SECONDS = 30
# One diary entry over the API of wger, the closest open-source product, on a 2-core machine with
# two workers, PostgreSQL and Redis. Units: entries a second; SQL statements for each.
WGER_A_SECOND = 30
WGER_STATEMENTS = 90
WGER_ASSETS_KB = 1100
TARGET_A_SECOND = 10 * WGER_A_SECOND
TARGET_STATEMENTS = 8
TARGET_KB = 100

Slot = dict[str, Any]


@dataclass
class Phone:
    """One patient's phone: its cookie, and the slots that it will fill, each once."""

    patient: Patient
    token: str
    slots: list[tuple[date, Slot]]
    accepted: int = 0


def measure() -> list[dict[str, Any]]:
    phones = _phones()
    statements = _statements(phones[0])
    with _server() as port:
        weight = _weight(port, phones[0])
        seconds = _fill(port, phones)
    accepted = sum(phone.accepted for phone in phones)
    kept = Entry.objects.filter(patient__in=[phone.patient for phone in phones]).count()
    kept -= 1  # the one whose statements were counted
    return [
        _figure(
            f"diary entries, {WORKERS} workers, {PHONES} phones",
            accepted / seconds,
            "a second",
            TARGET_A_SECOND,
            WGER_A_SECOND,
            more_is_better=True,
        ),
        _figure("SQL statements for one entry", statements, "", TARGET_STATEMENTS, WGER_STATEMENTS),
        _figure(
            f"entries lost or doubled, of {accepted:,}, each tenth sent twice",
            abs(kept - accepted),
            "",
            0,
            None,
        ),
        _figure("today page, first visit, on the wire", weight, "KB", TARGET_KB, WGER_ASSETS_KB),
    ]


def _figure(
    name: str,
    value: float,
    unit: str,
    target: float,
    wger: float | None,
    *,
    more_is_better: bool = False,
) -> dict[str, Any]:
    ratio = None
    if wger and value:
        ratio = round(value / wger if more_is_better else wger / value, 1)
    return {
        "name": name,
        "value": round(value, 1),
        "unit": unit,
        "target": f"{target} {unit}".strip(),
        "met": value >= target if more_is_better else value <= target,
        "compared_to": f"wger, {wger} {unit}, measured before".replace(" ,", ",") if wger else "",
        "ratio": ratio,
    }


# --- what is measured ----------------------------------------------------------------------------


def _phones() -> list[Phone]:
    clinic = Clinic.objects.create(
        name="Benchmark Physiotherapy", phone="0", emergency_text="Call for help.", is_demo=True
    )
    name = f"bench-{uuid.uuid4()}@benchmark.example"
    therapist = Member.objects.create_user(name, clinic=clinic, name="Bench Mark")
    exercises = list(Exercise.objects.filter(clinic=None).order_by("code")[:EXERCISES])
    return [_phone(clinic, therapist, exercises) for _ in range(PHONES)]


def _phone(clinic: Clinic, therapist: Member, exercises: list[Exercise]) -> Phone:
    patient = Patient.objects.create(
        clinic=clinic, first_name="Bench", last_name="Mark", born_on=date(1980, 1, 1)
    )
    first = timezone.localdate() - timedelta(days=DIARY_DAYS_BACK)
    plan = Plan.objects.create(patient=patient, therapist=therapist, starts_on=first)
    plan.current_phase = PlanPhase.objects.create(plan=plan, position=1, name="Now")
    plan.status = Plan.Status.ACTIVE
    plan.save(update_fields=["current_phase", "status"])
    items = [_item(plan, exercise, number) for number, exercise in enumerate(exercises, 1)]
    _issue(plan, therapist, first)
    token = open_session(issue_access(patient, by=therapist))[1]
    return Phone(patient, token, list(_slots(items, first)))


def _item(plan: Plan, exercise: Exercise, number: int) -> PlanItem:
    item = PlanItem(phase=plan.current_phase, exercise=exercise, position=number, side="each")
    item.set_dose(Dose(sets=3, reps=10, times_per_day=SESSIONS_A_DAY))
    item.save()
    return item


def _issue(plan: Plan, therapist: Member, first: date) -> None:
    """A revision as issuing writes it, dated back, without the paper."""
    plan = Plan.objects.for_page().get(pk=plan.pk)
    sheet = build_sheet(plan, number=1, by=therapist, reason="", today=first, before=None)
    text = sheets.to_json(sheet)
    Revision.objects.create(
        plan=plan,
        number=1,
        issued_at=timezone.now() - timedelta(days=DIARY_DAYS_BACK + 1),
        sheet_json=text,
        sha256=sheets.sha256(text),
    )


def _slots(items: list[PlanItem], first: date) -> Iterator[tuple[date, Slot]]:
    for back in range(DIARY_DAYS_BACK + 1):
        for session in range(1, SESSIONS_A_DAY + 1):
            for number, item in enumerate(items, 1):
                for side in ("left", "right"):
                    yield (
                        first + timedelta(days=back),
                        {
                            "entry_id": uuid.uuid4(),
                            "item": item.pk,
                            "session": session,
                            "side": side,
                            "anchor": f"e{number}-{session}-{side}",
                            "outcome": "done",
                            "asked_sets": 3,
                            "asked_reps": 10,
                        },
                    )


def _statements(phone: Phone) -> int:
    """For one entry, counted in this process, savepoints included."""
    day, slot = phone.slots.pop()
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.PORTAL_COOKIE_NAME] = phone.token
    with CaptureQueriesContext(connection) as captured:
        response = client.post(f"/my/{day}/record/", slot)
    if response.status_code != 302:
        raise RuntimeError(f"An entry was answered with {response.status_code}.")
    return len(captured)


# --- over HTTP -----------------------------------------------------------------------------------


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "4"]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=settings.BASE_DIR)  # noqa: S603  # our own server
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/urgent/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The server for the benchmark did not start.")


class _Browser:
    """Just enough of one: a kept connection, the portal's cookie and the form's token."""

    def __init__(self, port: int, phone: Phone) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = f"{settings.PORTAL_COOKIE_NAME}={phone.token}"
        _status, headers, body = self.ask("GET", "/my/")
        token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', body)
        if token is None:
            raise RuntimeError("The page for today has no form.")
        self.token = token[1].decode()
        self.cookies += "; " + headers["Set-Cookie"].split(";")[0]

    def ask(self, method: str, page: str, body: str = "", **headers: str) -> tuple[int, Any, bytes]:
        headers["Cookie"] = self.cookies
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, page, body, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def record(self, day: date, slot: Slot) -> bool:
        body = urlencode(slot | {"csrfmiddlewaretoken": self.token})
        return self.ask("POST", f"/my/{day}/record/", body)[0] == 302


def _fill(port: int, phones: list[Phone]) -> float:
    """Every phone records for so many seconds. Gives the seconds that it took.

    Afterwards each tenth is sent again, as a phone on a bad line does: that must add no row.
    """
    browsers = [_Browser(port, phone) for phone in phones]
    start = time.monotonic()
    until = start + SECONDS

    def fill(browser: _Browser, phone: Phone) -> None:
        for day, slot in phone.slots:
            if time.monotonic() > until:
                return
            phone.accepted += browser.record(day, slot)

    with ThreadPoolExecutor(len(phones)) as pool:
        for done in [pool.submit(fill, *pair) for pair in zip(browsers, phones, strict=True)]:
            done.result()
    seconds = time.monotonic() - start
    for browser, phone in zip(browsers, phones, strict=True):
        for day, slot in phone.slots[: phone.accepted : 10]:
            browser.record(day, slot)
    return seconds


def _weight(port: int, phone: Phone) -> float:
    """Everything that a first visit loads: page, styles, typeface, drawings. Units: kilobytes."""
    browser = _Browser(port, phone)
    accepted = {"Accept-Encoding": "gzip, br"}
    page = browser.ask("GET", "/my/")[2].decode()
    total = _size(browser.ask("GET", "/my/", **accepted))
    links = set(re.findall(r'<(?:link|script|img)[^>]*? (?:href|src)="([^"]+)"', page))
    for link in sorted(links):
        total += _size(browser.ask("GET", link, **accepted))
        if link.endswith(".css"):
            sheet = browser.ask("GET", link)[2].decode()
            fonts = set(re.findall(r'url\("?([^")]+\.woff2)', sheet))
            for font in sorted(fonts):
                address = re.sub(r"[^/]+/\.\./", "", f"{link.rsplit('/', 1)[0]}/{font}")
                total += _size(browser.ask("GET", address, **accepted))
    return total / 1000


def _size(answer: tuple[int, Any, bytes]) -> int:
    status, headers, body = answer
    if status != 200:
        raise RuntimeError(f"A part of the page was answered with {status}.")
    return len(str(headers)) + len(body)
