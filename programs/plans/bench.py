"""How fast the builder answers a change, with few items and with many: for ``make bench``.

Everything is made inside one transaction that is taken back at the end.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from clinic.collecting import leave_what_is_loaded
from clinic.models import Clinic, Member
from patients.models import Patient
from programs.models import Exercise, Plan, PlanItem, PlanPhase

FEW, MANY = 4, 40
ROUNDS = 120
TARGET_MS = 50
PART = re.compile(r'data-part="([^"]+)" data-token="([^"]+)"')

Change = Callable[["Desk", int], None]


def measure() -> list[dict[str, Any]]:
    """A row for each kind of change. Units: milliseconds at the server, p95."""
    leave_what_is_loaded()
    with _desks() as (few, many):
        return [
            _figure(name, _times(few, change), _times(many, change))
            for name, change in {"adding": _add, "changing": _dose, "moving": _move}.items()
        ]


class Desk:
    """One therapist's builder with one plan, as htmx speaks with it."""

    def __init__(self, client: Client, plan: Plan) -> None:
        self.client, self.plan = client, plan
        self.items = list(PlanItem.objects.filter(phase=plan.current_phase))
        page = client.get(plan.get_absolute_url(), **_address()).content.decode()
        shown = " ".join(f"{part}={token}" for part, token in PART.findall(page))
        self.headers = {"hx-request": "true", "x-shown": shown}

    def post(self, name: str, pk: int, values: dict[str, Any]) -> None:
        path = reverse(f"programs:{name}", args=[pk])
        response = self.client.post(path, values, headers=self.headers, **_address())
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")


def _address() -> dict[str, Any]:
    return {"secure": settings.HTTPS, "HTTP_HOST": "localhost"}


def _add(desk: Desk, number: int) -> None:
    exercise = desk.items[number % FEW].exercise_id
    desk.post("item_add", desk.plan.pk, {"exercise": exercise})


def _dose(desk: Desk, number: int) -> None:
    item = desk.items[0]
    was = PlanItem.objects.get(pk=item.pk)
    typed = {"shorthand": f"3x{10 + number % 5}", "version": was.version}
    desk.post("item_dose", item.pk, typed)


def _move(desk: Desk, number: int) -> None:
    desk.post("item_move", desk.items[0].pk, {"way": ("down", "up")[number % 2]})


def _times(desk: Desk, change: Change) -> list[float]:
    """Units: milliseconds for each round; what is made by one is gone before the next."""
    times = []
    for number in range(-5, ROUNDS):  # the first do not count
        point = transaction.savepoint()
        started = time.perf_counter()
        change(desk, number)
        times.append((time.perf_counter() - started) * 1000)
        transaction.savepoint_rollback(point)
    return times[5:]


def _figure(name: str, few: list[float], many: list[float]) -> dict[str, Any]:
    p95 = statistics.quantiles(many, n=20)[-1]
    median_few, median_many = statistics.median(few), statistics.median(many)
    return {
        "name": f"builder, {name} an item of {MANY}, p95 (median {median_many:.0f} ms)",
        "value": round(p95, 1),
        "unit": "ms",
        "target": f"{TARGET_MS} ms",
        "met": p95 <= TARGET_MS,
        "compared_to": f"the same with {FEW} items, median {median_few:.0f} ms",
        "ratio": round(median_few / median_many, 2),
    }


@contextmanager
def _desks() -> Iterator[tuple[Desk, Desk]]:
    with transaction.atomic():
        clinic = Clinic.objects.create(name="Bench", phone="-", emergency_text="-")
        member = Member.objects.create_user(
            "builder@bench.example", None, clinic=clinic, name="Bench"
        )
        client = Client()
        client.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
        few, many = (Desk(client, _plan(clinic, member, count)) for count in (FEW, MANY))
        yield few, many
        transaction.set_rollback(True)


def _plan(clinic: Clinic, member: Member, count: int) -> Plan:
    """Of the starter library's exercises, with the doses that they start with."""
    patient = Patient.objects.create(
        clinic=clinic, first_name="B", last_name="B", born_on=date(1980, 1, 1)
    )
    plan = Plan.objects.create(patient=patient, therapist=member)
    plan.current_phase = PlanPhase.objects.create(plan=plan, position=1, name="Bench")
    plan.save(update_fields=["current_phase"])
    exercises = Exercise.objects.filter(clinic=None).order_by("code")[:count]
    for position, exercise in enumerate(exercises, start=1):
        item = PlanItem(phase=plan.current_phase, exercise=exercise, position=position)
        item.side = "left" if exercise.side == Exercise.Side.EACH else exercise.side
        item.set_dose(exercise.dose)
        item.save()
    return plan
