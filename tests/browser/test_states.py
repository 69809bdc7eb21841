"""Pages in the states that a plain visit does not show: empty, refused, in error, in use."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from clinic.models import Member
from programs.models import Advice, LibraryImport, Protocol
from tests import make
from tests.browser.conftest import Opens, Visitor
from tests.browser.test_looks import IS_TOO_WIDE, violations
from tests.conftest import signed_in
from tests.world import World, everything

pytestmark = pytest.mark.once

State = Callable[[Visitor, World], None]


@pytest.fixture
def world(transactional_db: None) -> World:
    return everything()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def nothing_filled_in(visitor: Visitor, world: World) -> None:
    visitor.go("/patients/new/")
    visitor.page.locator("main form").first.evaluate("form => form.noValidate = true")
    visitor.page.locator("main form button.btn-primary").click()
    visitor.page.locator(".is-invalid").first.wait_for()


def not_there(visitor: Visitor, world: World) -> None:
    visitor.go("/patients/1/")


def dose_being_changed(visitor: Visitor, world: World) -> None:
    visitor.go(f"/plans/{world.plan.pk}/")
    visitor.page.locator(f"#item-{world.item.pk}-edit").click()
    visitor.page.locator(f"#item-{world.item.pk}-form").wait_for()


def plan_that_cannot_be_issued(visitor: Visitor, world: World) -> None:
    plan = make.plan(make.patient(world.clinic, first_name="Pat", last_name="Quimby"))
    visitor.go(f"/plans/{plan.pk}/issue/")


def empty_plan(visitor: Visitor, world: World) -> None:
    plan = make.plan(make.patient(world.clinic, first_name="Pat", last_name="Quimby"))
    visitor.go(f"/plans/{plan.pk}/")


def patient_without_a_plan(visitor: Visitor, world: World) -> None:
    patient = make.patient(world.clinic, first_name="Pat", last_name="Quimby")
    visitor.go(f"/patients/{patient.pk}/")


def nobody_found(visitor: Visitor, world: World) -> None:
    visitor.go("/library/?q=zzzz")


def plan_that_waits_for_its_screen(visitor: Visitor, world: World) -> None:
    patient = make.patient(world.clinic, first_name="Pat", last_name="Quimby")
    plan = make.plan(patient, screen="# Ask a doctor first\n- Cannot take four steps.")
    visitor.go(f"/plans/{plan.pk}/")


def plan_that_was_screened(visitor: Visitor, world: World) -> None:
    plan_that_waits_for_its_screen(visitor, world)
    visitor.page.get_by_role("button", name="Record: screened by me today").click()
    visitor.page.get_by_text("Screened on").wait_for()


def protocol_with_everything(visitor: Visitor, world: World) -> None:
    protocol = Protocol.objects.get(pk=world.ids["protocol_id"])
    Protocol.objects.filter(pk=protocol.pk).update(screen="# Ask first\n- " + "Unsteady " * 30)
    phase = protocol.phases.get()
    option = {"is_option": True, "note": "In place of the first.", "reps": 10}
    phase.items.create(exercise=world.item.exercise, position=9, **option)
    phase.advice.add(Advice.objects.get(pk=world.ids["advice_id"]))
    visitor.go(f"/protocols/{protocol.pk}/")
    visitor.page.locator(".protocol-options").evaluate("one => one.open = true")


def no_protocol_fits(visitor: Visitor, world: World) -> None:
    visitor.go("/protocols/?q=zzzz")


def library_on_its_way(visitor: Visitor, world: World) -> None:
    sent = LibraryImport.objects.get(pk=world.ids["import_id"])
    LibraryImport.objects.update(status="loading", done_count=37, total_count=100)
    visitor.go(sent.get_absolute_url())
    visitor.page.locator("progress").wait_for()


def library_with_mistakes(visitor: Visitor, world: World) -> None:
    wrong = [[line, "OWN1", "picture_start", "word " * 20 + "x" * 80] for line in range(150)]
    LibraryImport.objects.update(status="failed", report={"problems": wrong})
    visitor.go(LibraryImport.objects.get().get_absolute_url())
    visitor.page.get_by_text("And 50 more").wait_for()


def library_of_no_zip(visitor: Visitor, world: World) -> None:
    visitor.go("/library/exchange/")
    file: Any = {"name": "x.zip", "mimeType": "application/zip", "buffer": b"no zip"}
    visitor.page.locator("input[type=file]").set_input_files(file)
    press(visitor.page, "Send and check")
    visitor.page.get_by_text("This is not a ZIP file.").wait_for()


STAFF: list[State] = [
    library_on_its_way,
    library_with_mistakes,
    library_of_no_zip,
    plan_that_waits_for_its_screen,
    plan_that_was_screened,
    protocol_with_everything,
    no_protocol_fits,
    nothing_filled_in,
    not_there,
    dose_being_changed,
    plan_that_cannot_be_issued,
    empty_plan,
    patient_without_a_plan,
    nobody_found,
]


def looks_wrong(visitor: Visitor) -> list[str]:
    too_wide = ["scrolls sideways"] if visitor.page.evaluate(IS_TOO_WIDE) else []
    return too_wide + violations(visitor)


@pytest.mark.parametrize("width", [320, 1440])
def test_staff_pages_in_every_state(width: int, world: World, visit: Opens) -> None:
    visitor = visit(width, world.clients["owner"])
    wrong = {}

    for state in STAFF:
        state(visitor, world)
        if found := looks_wrong(visitor):
            wrong[state.__name__] = found

    assert wrong == {}


@pytest.mark.parametrize("path", ["/patients/", "/clinic/members/", "/clinic/audit/"])
def test_new_clinic_is_told_what_to_do_next(
    path: str, transactional_db: None, visit: Opens
) -> None:
    owner = make.member(make.clinic("Brand New"), Member.Role.OWNER, name="Olga Other")
    visitor = visit(390, signed_in(owner))

    visitor.go(path)

    assert looks_wrong(visitor) == []
    assert visitor.page.locator("main a, main button").count()


def test_refusal_says_who_may(world: World, visit: Opens) -> None:
    visitor = visit(390, world.clients["front desk"])

    visitor.go("/clinic/")

    assert looks_wrong(visitor) == []
    assert visitor.page.get_by_text("for the owner").count()


def test_sign_in_keeps_what_was_typed(transactional_db: None, visit: Opens) -> None:
    visitor = visit(320)
    visitor.go("/account/login/")
    visitor.page.get_by_label("Email").fill("nobody@riverbank.example")
    visitor.page.get_by_label("Password").fill("not the password at all")
    press(visitor.page, "Sign in")

    assert looks_wrong(visitor) == []
    assert visitor.page.get_by_label("Email").input_value() == "nobody@riverbank.example"


def test_portal_while_it_is_used(world: World, visit: Opens) -> None:
    visitor = visit(320, world.clients["patient"])
    visitor.go("/my/")
    for details in visitor.page.locator("details").all():
        details.evaluate("one => one.open = true")

    assert looks_wrong(visitor) == []
    assert visitor.complaints == []
