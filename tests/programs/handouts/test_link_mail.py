"""The link by mail: asked for, sent once, and said what became of it."""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as post
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from clinic.models import AuditEvent, Member
from patients.access import current_access, end_access
from patients.models import Access, LinkMail, Patient
from programs.handouts import link_actions, link_work
from programs.handouts.link_actions import LinkMailError, ask_for_link_mail, take_up_silent_mails
from programs.models import PlanItem
from tests import make

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """As hard as a signal: nothing catches it."""


@pytest.fixture
def sam(clinic: Any) -> Patient:
    return make.patient(clinic, email="sam.rivers@post.example", notes="Afraid of geese.")


@pytest.fixture
def asked(sam: Patient, fran: Member) -> LinkMail:
    """Asked for, and not sent yet."""
    return ask_for_link_mail(sam, by=fran)


def sent(one: LinkMail) -> LinkMail:
    link_work.send_link_mail.call(one.pk)
    one.refresh_from_db()
    return one


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def send(backend: EmailBackend, messages: Any) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_mail_goes_to_the_patient_with_the_current_code(asked: LinkMail, sam: Patient) -> None:
    one = sent(asked)

    (message,) = post.outbox
    access = current_access(sam)
    assert (one.status, one.short_address) == ("sent", "s…@post.example")
    assert message.to == ["sam.rivers@post.example"]
    assert access and f"/p/{access.code}/" in str(message.body)


def test_mail_names_nobody(asked: LinkMail, sam: Patient, item: PlanItem) -> None:
    sent(asked)

    told = post.outbox[0].message().as_string().replace("sam.rivers@post.example", "").lower()
    private = ["sam", "rivers", "1980", "29 feb", "geese", "bridge", "film", "ana", "fran", "back"]
    assert "riverbank physiotherapy" in told
    assert [word for word in private if word in told] == []


def test_mail_is_from_the_clinic_and_wants_no_answer_by_machines(asked: LinkMail) -> None:
    sent(asked)

    message = post.outbox[0].message()
    assert message["From"] == "Riverbank Physiotherapy <homestretch@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_mail_is_in_the_patients_language(sam: Patient, fran: Member) -> None:
    Patient.objects.filter(pk=sam.pk).update(language="es")

    sent(ask_for_link_mail(sam, by=fran))

    assert "Escriba su fecha de nacimiento." in str(post.outbox[0].body)


def test_asking_makes_a_code_once_and_is_in_the_audit(sam: Patient, fran: Member) -> None:
    ask_for_link_mail(sam, by=fran)

    assert Access.objects.filter(patient=sam).count() == 1
    events = AuditEvent.objects.filter(patient_id=sam.pk, member_id=fran.pk)
    assert [event.subject.split()[0] for event in events.order_by("pk")] == ["access", "link_mail"]


def test_asking_keeps_the_code_there_is(sam: Patient, fran: Member) -> None:
    access = make.access(sam)

    assert ask_for_link_mail(sam, by=fran).access == access


def test_asking_twice_at_once_sends_one(asked: LinkMail, sam: Patient, fran: Member) -> None:
    again = ask_for_link_mail(sam, by=fran)

    sent(asked), sent(again)

    assert again == asked
    assert len(post.outbox) == 1


def test_asking_rings_after_the_commit(
    sam: Patient, fran: Member, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_link_mail(sam, by=fran)
        assert post.outbox == []

    assert len(post.outbox) == 1


def test_without_an_address_nothing_is_asked(sam: Patient, fran: Member) -> None:
    Patient.objects.filter(pk=sam.pk).update(email="")

    with pytest.raises(LinkMailError, match="no e-mail address"):
        ask_for_link_mail(sam, by=fran)

    assert not Access.objects.exists()


def test_sixth_mail_of_a_day_waits_for_the_next(sam: Patient, fran: Member) -> None:
    for _ in range(link_actions.MOST_MAILS):
        sent(ask_for_link_mail(sam, by=fran))

    with pytest.raises(LinkMailError, match="five times"):
        ask_for_link_mail(sam, by=fran)
    LinkMail.objects.update(asked_at=timezone.now() - timedelta(hours=25))

    assert ask_for_link_mail(sam, by=fran).status == "waiting"


def test_mails_that_never_went_do_not_count(
    sam: Patient, fran: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(monkeypatch, ConnectionRefusedError())

    for _ in range(link_actions.MOST_MAILS + 1):
        assert sent(ask_for_link_mail(sam, by=fran)).status == "failed"


def test_task_delivered_twice_sends_once(asked: LinkMail) -> None:
    sent(asked)
    sent(asked)

    assert len(post.outbox) == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionRefusedError(), "no_server"),
        (SMTPServerDisconnected("gone"), "no_server"),
        (TimeoutError(), "no_server"),
        (SMTPRecipientsRefused({"sam.rivers@post.example": (550, b"Nobody")}), "refused"),
        (SMTPRecipientsRefused({"sam.rivers@post.example": (450, b"Later")}), "no_server"),
    ],
)
def test_failure_is_told_and_the_log_names_no_address(
    error: OSError, reason: str, asked: LinkMail, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    fails_with(monkeypatch, error)

    with caplog.at_level(logging.DEBUG):
        one = sent(asked)

    assert (one.status, one.reason) == ("failed", reason)
    assert str(one) in caplog.text
    assert "sam" not in caplog.text.lower()


def test_log_tells_the_number_that_the_mail_server_gave(
    asked: LinkMail, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    fails_with(monkeypatch, SMTPDataError(554, b"sam.rivers@post.example: spam"))

    sent(asked)

    assert f"{asked} could not be sent: SMTPDataError 554" in caplog.text
    assert "sam" not in caplog.text.lower()


def test_code_that_was_ended_meanwhile_is_not_sent(asked: LinkMail) -> None:
    end_access(asked.access, by=None)

    assert sent(asked).reason == "ended"
    assert post.outbox == []


def test_record_put_away_meanwhile_gets_no_mail(asked: LinkMail, sam: Patient) -> None:
    Patient.objects.filter(pk=sam.pk).update(status="archived")

    assert sent(asked).reason == "ended"


def test_address_taken_out_meanwhile(asked: LinkMail, sam: Patient) -> None:
    Patient.objects.filter(pk=sam.pk).update(email="")

    assert sent(asked).reason == "no_address"


def test_address_put_right_meanwhile_is_the_one(asked: LinkMail, sam: Patient) -> None:
    Patient.objects.filter(pk=sam.pk).update(email="rivers@right.example")

    assert sent(asked).short_address == "r…@right.example"
    assert post.outbox[0].to == ["rivers@right.example"]


def killed_while_sending(one: LinkMail, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail is out, and the process is dead before it can say so."""
    with monkeypatch.context() as patch:
        patch.setattr(link_work, "end", lambda *args, **kwargs: (_ for _ in ()).throw(KilledError))
        with pytest.raises(KilledError):
            link_work.send_link_mail.call(one.pk)
    LinkMail.objects.update(alive_at=timezone.now() - timedelta(minutes=20))


def test_killed_sender_is_followed_once_with_the_same_message_id(
    asked: LinkMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_while_sending(asked, monkeypatch)

    take_up_silent_mails(timezone.now())

    first, second = (message.message()["Message-ID"] for message in post.outbox)
    asked.refresh_from_db()
    assert (asked.status, first) == ("sent", second)


def test_sender_killed_twice_is_given_up(asked: LinkMail, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_while_sending(asked, monkeypatch)
    LinkMail.objects.update(status="waiting")
    killed_while_sending(asked, monkeypatch)

    take_up_silent_mails(timezone.now())

    asked.refresh_from_db()
    assert (asked.status, asked.reason, len(post.outbox)) == ("failed", "stopped", 2)


def test_mail_whose_task_was_lost_goes_out_later(asked: LinkMail) -> None:
    take_up_silent_mails(timezone.now())
    assert post.outbox == []

    take_up_silent_mails(timezone.now() + timedelta(minutes=11))

    assert len(post.outbox) == 1


def test_sender_that_is_alive_is_left_alone(asked: LinkMail) -> None:
    LinkMail.objects.update(status="sending", alive_at=timezone.now())

    take_up_silent_mails(timezone.now() + timedelta(minutes=1))

    assert post.outbox == []


def test_short_address_of_the_longest_there_is_can_be_kept() -> None:
    longest = f"a@{'b' * 240}.example.com"[:254]

    assert len(link_work.short_address(longest)) == 254
    assert link_work.short_address("sam@post.example") == "s…@post.example"
