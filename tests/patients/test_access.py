from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from clinic.models import AuditEvent, Clinic, Member
from patients import access, codes
from patients.models import Access, EntryTry, Patient, PortalSession
from tests import make

pytestmark = pytest.mark.django_db

BORN = date(1980, 2, 29)  # as make.patient has it
WRONG = date(1980, 2, 28)
HOME = "203.0.113.7"
NOW = "2026-11-23 09:00+00:00"


@pytest.fixture
def opened(sam: Patient, ana: Member) -> Access:
    return access.issue_access(sam, by=ana)


def fail(code: str, *, times: int = 1, address: str = HOME) -> str:
    """What the last of so many wrong tries is told."""
    for _ in range(times):
        with pytest.raises(access.EntryError) as told:
            access.enter(code, WRONG, address=address)
    return str(told.value)


def test_a_code_has_eight_signs_that_are_not_mistaken_for_another(opened: Access) -> None:
    assert len(opened.code) == 8
    assert set(opened.code) <= set(codes.ALPHABET)
    assert not set("01OILUSZB") & set(codes.ALPHABET)


@pytest.mark.parametrize(
    "typed",
    ["K7M29QR5", "k7m2 9qr5", " K7M2-9QR5 ", "k7m29qrs", "K7MZ9QRS", "K7M2\u00a09QR5"],
)
def test_tidy_code_forgives_how_it_was_typed(typed: str) -> None:
    assert codes.tidy_code(typed) == "K7M29QR5"


def test_issue_access_ends_the_code_before_it_and_its_phones(opened: Access, ana: Member) -> None:
    session, _token = access.enter(opened.code, BORN, address=HOME)

    new = access.issue_access(opened.patient, by=ana)

    opened.refresh_from_db()
    session.refresh_from_db()
    assert opened.ended_at is not None
    assert session.ended_at is not None
    assert access.current_access(opened.patient) == new


def test_issue_access_takes_another_code_when_one_is_taken(
    opened: Access, clinic: Clinic, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([opened.code, opened.code, "AAAA2222"])
    monkeypatch.setattr(access, "new_code", lambda: next(drawn))

    made = access.issue_access(make.patient(clinic, first_name="Kim"), by=ana)

    assert made.code == "AAAA2222"


@pytest.mark.django_db(transaction=True)
def test_two_new_codes_at_once_leave_one(sam: Patient) -> None:
    start = Barrier(2)

    def issue(_number: int) -> None:
        start.wait(timeout=10)
        try:
            access.issue_access(sam, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(issue, range(2)))

    assert Access.objects.count() == 2
    assert Access.objects.current().count() == 1


def test_end_access_puts_every_phone_out(opened: Access, ana: Member) -> None:
    session, _token = access.enter(opened.code, BORN, address=HOME)

    access.end_access(opened, by=ana)

    session.refresh_from_db()
    assert opened.ended_at is not None
    assert session.ended_at is not None
    assert access.current_access(opened.patient) is None


def test_end_access_twice_is_recorded_once(opened: Access, ana: Member) -> None:
    access.end_access(opened, by=ana)
    access.end_access(opened, by=ana)

    assert AuditEvent.objects.filter(action="end").count() == 1


def test_enter_opens_a_session_of_which_only_the_hash_is_kept(opened: Access) -> None:
    session, token = access.enter(opened.code.lower(), BORN, address=HOME)

    days = (session.expires_at - session.created_at).days
    assert session.access == opened
    assert len(token) >= 43  # 256 bits
    assert token not in session.token_sha256
    assert days == django_settings.PORTAL_SESSION_DAYS


def test_every_way_of_not_matching_is_told_the_same(opened: Access, clinic: Clinic) -> None:
    kim = make.patient(clinic, first_name="Kim", status=Patient.Status.ARCHIVED)
    archived, ended = make.access(kim), make.access(opened.patient, ended_at=opened.created_at)

    told = {fail(opened.code), fail("AAAA2222")}
    for code in (archived.code, ended.code):
        with pytest.raises(access.EntryError) as error:
            access.enter(code, BORN, address=HOME)
        told.add(str(error.value))

    assert told == {access.NO_MATCH}


def test_every_way_of_not_matching_takes_the_same_statements(
    opened: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for code in (opened.code, "AAAA2222"):
        with django_assert_num_queries(7):
            fail(code)


def test_five_wrong_tries_for_a_code_make_the_sixth_wait(opened: Access) -> None:
    with time_machine.travel(NOW, tick=False):
        assert fail(opened.code, times=5) == access.NO_MATCH

        with pytest.raises(access.EntryError) as told:
            access.enter(opened.code, BORN, address="198.51.100.1")

    assert str(told.value) == ("There were too many tries. Please wait 15 minutes, then try again.")


def test_the_wait_ends_and_trying_meanwhile_does_not_lengthen_it(opened: Access) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        fail(opened.code, times=5)
        clock.shift(timedelta(minutes=14, seconds=30))
        assert fail(opened.code, times=3).endswith("wait 1 minute, then try again.")
        clock.shift(timedelta(seconds=31))

        session, _token = access.enter(opened.code, BORN, address=HOME)

    assert session.access == opened


def test_twenty_wrong_tries_for_a_code_make_a_day_of_waiting(opened: Access) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(4):
            assert fail(opened.code, times=5) == access.NO_MATCH
            clock.shift(timedelta(minutes=16))

        told = fail(opened.code)
        clock.shift(timedelta(hours=23))

        assert told == (
            "There were too many tries. Please wait 23 hours, then try again. "
            "Or ask your clinic for a new code."
        )
        assert access.enter(opened.code, BORN, address=HOME)


def test_new_code_is_free_of_the_old_ones_tries(opened: Access, ana: Member) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            fail(opened.code, times=5)
            clock.shift(timedelta(minutes=16))
        assert "Please wait" in fail(opened.code)

        new = access.issue_access(opened.patient, by=ana)

        assert access.enter(new.code, BORN, address=HOME)


def test_an_address_that_guesses_codes_waits_after_thirty(opened: Access) -> None:
    for number in range(30):
        fail(f"AAAA22{number:02d}")

    assert "Please wait" in fail("AAAA2233")
    assert fail("AAAA2233", address="198.51.100.1") == access.NO_MATCH


def test_an_unknown_code_is_limited_as_a_known_one_is(opened: Access) -> None:
    assert fail("AAAA2222", times=5) == access.NO_MATCH
    assert "Please wait" in fail("AAAA2222")


def test_getting_in_is_not_counted_as_a_try(opened: Access) -> None:
    for _ in range(6):
        access.enter(opened.code, BORN, address=HOME)

    assert EntryTry.objects.count() == 0


def test_a_stranger_cannot_keep_a_known_phone_out(opened: Access) -> None:
    known, _token = access.enter(opened.code, BORN, address=HOME)
    fail(opened.code, times=6)

    session, _token = access.enter(opened.code, BORN, address=HOME, known=known)

    assert session.access == opened


def test_a_new_session_on_a_phone_replaces_the_old(opened: Access) -> None:
    known, _token = access.enter(opened.code, BORN, address=HOME)

    session, _token = access.enter(opened.code, BORN, address=HOME, known=known)

    assert list(PortalSession.objects.filter(ended_at=None)) == [session]


def test_tries_keep_neither_the_code_nor_the_address(opened: Access) -> None:
    fail(opened.code)

    kept = " ".join(EntryTry.objects.values_list("key", flat=True))
    assert len(kept) == 64 + 1 + 64
    assert opened.code not in kept
    assert HOME not in kept


def test_every_use_is_in_the_audit_without_the_code(opened: Access) -> None:
    access.enter(opened.code, BORN, address=HOME)
    fail(opened.code)
    fail("AAAA2222")

    events = AuditEvent.objects.filter(action__startswith="enter").order_by("pk")
    subject = f"access {opened.pk}"
    assert [(e.action, e.subject, e.patient_id) for e in events] == [
        ("enter", subject, opened.patient_id),
        ("enter_failed", subject, opened.patient_id),
        ("enter_failed", "access", None),
    ]


def test_session_from_cookie_is_over_after_its_days(opened: Access) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        session, token = access.enter(opened.code, BORN, address=HOME)
        request = RequestFactory().get("/my/")
        request.COOKIES[django_settings.PORTAL_COOKIE_NAME] = token
        assert access.session_from_cookie(request) == session

        clock.shift(timedelta(days=django_settings.PORTAL_SESSION_DAYS))

        assert access.session_from_cookie(request) is None


def test_patient_from_cookie_knows_nobody_by_a_wrong_token(opened: Access) -> None:
    request = RequestFactory().get("/my/")
    assert access.patient_from_cookie(request) is None

    request.COOKIES[django_settings.PORTAL_COOKIE_NAME] = "guess"

    assert access.patient_from_cookie(request) is None


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "203.0.113.7"),  # nobody's word is taken
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "10.0.0.1, 198.51.100.9", "198.51.100.9"),  # the first is what the client claims
        (2, "10.0.0.1, 198.51.100.9, 192.0.2.1", "198.51.100.9"),
        (2, "198.51.100.9", "203.0.113.7"),  # came past one of our proxies
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.9", "198.51.100.9"),
        (1, "unknown", "unknown"),
    ],
)
def test_client_address_trusts_our_proxies_only(
    proxies: int, forwarded: str, address: str, settings: Settings
) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/p/", REMOTE_ADDR=HOME, headers={"X-Forwarded-For": forwarded})

    assert access.client_address(request) == address
