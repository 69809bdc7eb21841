"""The warning before staff are signed out for want of use."""

import re

from django.test import Client

from tests.browser.conftest import Opens, Visitor


def after_minutes(staff: Visitor, minutes: int) -> None:
    staff.page.clock.install()
    staff.go("/patients/")
    staff.page.clock.fast_forward(minutes * 60 * 1000)


def test_warning_comes_two_minutes_before_and_one_key_keeps_the_session(
    as_ana: Client, visit: Opens
) -> None:
    staff = visit(1440, as_ana)
    after_minutes(staff, 13)
    staff.page.get_by_role("dialog").wait_for()

    with staff.page.expect_response(re.compile("/stay/")) as kept:
        staff.page.keyboard.press("Enter")

    assert kept.value.status == 204
    staff.page.get_by_role("dialog").wait_for(state="hidden")
    assert staff.complaints == []


def test_no_warning_while_the_session_is_young(as_ana: Client, visit: Opens) -> None:
    staff = visit(1440, as_ana)
    after_minutes(staff, 12)

    assert staff.page.get_by_role("dialog").count() == 0
    assert staff.complaints == []
