"""Signing off, the same for exercises, leaflets and protocols."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from clinic.models import AuditEvent, Clinic, Member
from programs.authoring.advice_actions import change_advice, restore_advice, retire_advice
from programs.authoring.errors import AuthoringConflictError
from programs.authoring.protocol_part_actions import add_phase
from programs.authoring.signing import Signable, sign
from tests import make

KINDS = ["advice", "exercise", "protocol"]
MAKE: dict[str, Callable[..., Signable]] = {
    "advice": make.advice,
    "exercise": make.exercise,
    "protocol": make.protocol,
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def row(kind: str, clinic: Clinic) -> Signable:
    return MAKE[kind](clinic=clinic)


def said(row: Any) -> tuple[Any, ...]:
    row.refresh_from_db()
    return (row.sign_off, row.signed_by, row.signed_on)


def page_of(client: Client, kind: str, row: Signable) -> str:
    address = reverse(f"programs:{kind}_detail", args=[row.pk])
    return " ".join(client.get(address).content.decode().split())


@time_machine.travel("2026-11-23T10:00Z", tick=False)
def test_sign_says_who_and_when(row: Signable, kind: str, ana: Member) -> None:
    sign(row, version=1, by=ana)

    assert said(row) == ("signed", ana, date(2026, 11, 23))
    assert row.version == 1
    assert AuditEvent.objects.get().subject == f"{kind} {row.pk} signed off"


@pytest.mark.parametrize("changed", [{"version": 2}, {"status": "retired"}], ids=str)
def test_sign_refuses_what_was_not_read(
    row: Signable, ana: Member, changed: dict[str, Any]
) -> None:
    read = row.version
    type(row).objects.update(**changed)

    with pytest.raises(AuthoringConflictError, match="Read it again"):
        sign(row, version=read, by=ana)

    assert said(row) == ("awaiting", None, None)


def test_only_what_is_signed_has_a_signer(row: Signable, ana: Member) -> None:
    for column in ({"signed_by": ana}, {"signed_on": date(2026, 11, 23)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.update(**column)

    assert said(row) == ("awaiting", None, None)


def test_change_takes_the_signer_away(clinic: Clinic, ana: Member) -> None:
    leaflet, protocol = make.advice(clinic=clinic), make.protocol(clinic=clinic)
    sign(leaflet, version=1, by=ana)
    sign(protocol, version=1, by=ana)

    change_advice(leaflet, {"body": "Rest less."}, regions=[], version=1, by=ana)
    add_phase(protocol, "Build", by=ana)

    assert said(leaflet) == said(protocol) == ("awaiting", None, None)


def test_retiring_leaves_the_signer(clinic: Clinic, ana: Member, owner: Member) -> None:
    leaflet = make.advice(clinic=clinic)
    sign(leaflet, version=1, by=ana)

    retire_advice(leaflet, by=owner)
    restore_advice(leaflet, by=owner)

    assert said(leaflet)[:2] == ("signed", ana)


def test_sign_off_is_taken_back_by_one_press(
    as_ana: Client, row: Signable, kind: str, ana: Member, owner: Member
) -> None:
    sign(row, version=1, by=owner)
    assert ">Not signed off after all<" in page_of(as_ana, kind, row)

    for _ in range(2):
        as_ana.post(reverse(f"programs:{kind}_sign", args=[row.pk]), {"withdraw": "yes"})

    assert said(row) == ("awaiting", None, None) and row.version == 1
    said_so = AuditEvent.objects.filter(subject=f"{kind} {row.pk} not signed off")
    assert [event.member_id for event in said_so] == [ana.pk]
    assert ">Sign off<" in page_of(as_ana, kind, row)


@time_machine.travel("2026-11-23T10:00Z", tick=False)
def test_page_says_who_signed(as_ana: Client, row: Signable, kind: str) -> None:
    assert "Not reviewed" in page_of(as_ana, kind, row)

    as_ana.post(reverse(f"programs:{kind}_sign", args=[row.pk]), {"version": "1"})

    page = page_of(as_ana, kind, row)
    assert "Signed off in your name." in page
    assert "Signed off by Ana Brook on 23 November 2026: " in page
    assert ">Sign off<" not in page


@pytest.mark.parametrize("version", ["", "2", "x"])
def test_page_says_that_it_is_another_by_now(
    as_ana: Client, row: Signable, kind: str, version: str
) -> None:
    as_ana.post(reverse(f"programs:{kind}_sign", args=[row.pk]), {"version": version})

    page = page_of(as_ana, kind, row)
    assert "Read it again, then sign." in page
    assert "Awaiting clinical sign-off" in page


def test_starter_is_signed_by_nobody_of_the_clinic(as_ana: Client, kind: str) -> None:
    starter = MAKE[kind](sign_off="signed")

    assert "A registered clinician has signed off" in page_of(as_ana, kind, starter)
    address = reverse(f"programs:{kind}_sign", args=[starter.pk])
    assert as_ana.post(address, {"version": "1"}).status_code == 404


def test_name_of_who_has_left_is_not_made_up(as_ana: Client, row: Signable, kind: str) -> None:
    type(row).objects.update(sign_off="signed", signed_on=date(2026, 11, 2))

    assert "Signed off on 2 November 2026 by somebody who has left" in page_of(as_ana, kind, row)
