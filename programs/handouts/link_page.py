"""What the patient's page and the sheet's page say of the link by mail."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from patients.models import LinkMail, Patient
from programs.handouts.link_work import short_address

# A mail that is under way for longer waits for something; nobody should stand there and wait too.
SOON = timedelta(minutes=2)

Reason = LinkMail.Reason
# Why it could not be sent, and what to do then.
WHY_NOT = {
    Reason.NO_ADDRESS: "The record had no e-mail address any more.",
    Reason.ENDED: "The code was ended before the mail went out.",
    Reason.REFUSED: "The mail server does not take this address. Check how it is written.",
    Reason.NO_SERVER: (
        "The mail server takes no mail at the moment. Try again in a few minutes. "
        "If it stays so, tell who looks after the server, and print a slip."
    ),
    Reason.STOPPED: "Our server was stopped meanwhile. Ask whether the mail has come.",
}

LATE = "The server has not got to it yet. You need not wait here. Or print a slip instead."
VOID = "It works no more: the code was ended."
ELSEWHERE = (
    "The record has another address by now. If the mail went to somebody else, make a new code: "
    "the one in the mail then works no more."
)


@dataclass(frozen=True)
class LinkStanding:
    """``mail`` is the last one to this patient, with its code."""

    patient: Patient
    mail: LinkMail | None

    @property
    def is_under_way(self) -> bool:
        return self.mail is not None and self.mail.is_under_way

    @property
    def is_late(self) -> bool:
        """Whether it should be out by now."""
        mail = self.mail
        if mail is None or not mail.is_under_way:
            return False
        return timezone.now() - mail.asked_at > SOON

    @property
    def went_elsewhere(self) -> bool:
        """Whether the record has another address by now."""
        if self.mail is None or not self.patient.email:
            return False
        return self.mail.short_address != short_address(self.patient.email)

    @property
    def is_address_refused(self) -> bool:
        return self.mail is not None and self.mail.reason == Reason.REFUSED

    @property
    def is_void(self) -> bool:
        """Whether its code has been ended since."""
        return self.mail is not None and self.mail.access.ended_at is not None

    @property
    def words(self) -> str:
        """ "Link sent today 10:42 to s…@mail.example." and what became of it."""
        if self.mail is None:
            return ""
        where, when = self.mail.short_address, _when(self.mail)
        if self.is_late:
            return f"The link waits to be sent to {where}. {LATE}"
        if self.is_under_way:
            return f"The link is on its way to {where}."
        if self.mail.status == LinkMail.Status.FAILED:
            why = WHY_NOT[Reason(self.mail.reason)]
            return f"The link could not be sent {when} to {where}. {why}"
        return f"Link sent {when} to {where}.{self._since}"

    @property
    def _since(self) -> str:
        """What has changed since it was sent."""
        if self.is_void:
            return f" {VOID}"
        return f" {ELSEWHERE}" if self.went_elsewhere else ""

    @property
    def is_failed(self) -> bool:
        return self.mail is not None and self.mail.status == LinkMail.Status.FAILED

    @property
    def button(self) -> str:
        if self.is_failed:
            return "Try again"
        return "Send the link again" if self.mail else "Send the link by e-mail"


def link_standing(patient: Patient) -> LinkStanding:
    """One statement."""
    mails = LinkMail.objects.of_patient(patient).select_related("access")
    return LinkStanding(patient, mails.first())


def _when(mail: LinkMail) -> str:
    """ "today 10:42", "on 3 November, 10:42", in the current time zone."""
    at = timezone.localtime(mail.ended_at or mail.asked_at)
    today = timezone.localdate()
    if at.date() == today:
        return f"today {at:%H:%M}"
    return f"on {date_format(at, 'j F Y' if at.year != today.year else 'j F')}, {at:%H:%M}"
