"""Letting patients in: the code on the sheet, the birth date, and the session on their phone.

The same answer for a wrong code, a wrong birth date, an ended code and an archived patient, by the
same statements, so that neither words nor time tell which it was.
"""

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic import audit
from clinic.models import Member
from patients.codes import new_code, tidy_code
from patients.models import Access, AccessQuerySet, EntryTry, Patient, PortalSession

# Units: failed tries within that time. Source: house rule, SOURCES.md#entry-tries
TRIES_PER_CODE = ((5, timedelta(minutes=15)), (20, timedelta(hours=24)))
TRIES_PER_ADDRESS = ((30, timedelta(minutes=15)),)
TRIES_KEPT = timedelta(hours=24)
MINUTES_AN_HOUR = 60
Limits = tuple[tuple[int, timedelta], ...]
TOKEN_BYTES = 32
CODE_ATTEMPTS = 5

TOO_MANY = "There were too many tries. Please wait"
# The same for an ended code, so it says what to do with an old sheet to everybody.
NO_MATCH = (
    "The code and the birth date don’t match. Look at both once more. "
    "An old sheet, slip or mail may have an old code: ask your clinic for a new one."
)


class EntryError(Exception):
    """The patient does not get in. The message is fit to show."""


def current_access(patient: Patient) -> Access | None:
    found: Access | None = patient.accesses.current().first()
    return found


@transaction.atomic
def issue_access(patient: Patient, *, by: Member | None) -> Access:
    """A new code for a patient; the code before it, and every phone that used it, are out."""
    Patient.objects.select_for_update().get(pk=patient.pk)  # two clicks at once: one after another
    _end(patient.accesses.current(), patient, by=by)
    access = _new_access(patient, by)
    audit.record(
        audit.Action.CREATE, f"access {access.pk}", clinic=patient.clinic, by=by, patient=patient
    )
    return access


def was_code_of(patient: Patient, code: str) -> bool:
    """Whether it is or was this patient's. It says nothing of whether it still lets anybody in."""
    return patient.accesses.filter(code=tidy_code(code)).exists()


class RenewedError(Exception):
    """Somebody has made a new code meanwhile, and it may be on paper already: it stands."""


@transaction.atomic
def renew_access(patient: Patient, *, seen_id: int | None, by: Member) -> Access:
    """A new code in place of the one that was seen: 0 when there was none, None when not asked.

    Errors: RenewedError when another code lets the patient in by now. Nothing was written.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)  # one after another
    current = current_access(patient)
    if seen_id is not None and current is not None and current.pk != seen_id:
        raise RenewedError
    return issue_access(patient, by=by)


def _new_access(patient: Patient, by: Member | None) -> Access:
    for _ in range(CODE_ATTEMPTS - 1):
        try:
            with transaction.atomic():
                return Access.objects.create(patient=patient, code=new_code(), created_by=by)
        except IntegrityError:  # another patient has this code
            continue
    return Access.objects.create(patient=patient, code=new_code(), created_by=by)


@transaction.atomic
def end_access(access: Access, *, by: Member | None) -> None:
    """End a code, and every phone that used it is out at once. Ending it again does nothing."""
    patient = access.patient
    _end(patient.accesses.current().filter(pk=access.pk), patient, by=by)
    access.refresh_from_db(fields=["ended_at"])


def _end(accesses: AccessQuerySet, patient: Patient, *, by: Member | None) -> None:
    now = timezone.now()
    for access in accesses:
        Access.objects.filter(pk=access.pk).update(ended_at=now)
        access.sessions.filter(ended_at=None).update(ended_at=now)
        audit.record(
            audit.Action.END, f"access {access.pk}", clinic=patient.clinic, by=by, patient=patient
        )


# --- getting in ----------------------------------------------------------------------------------


def enter(
    code: str, born_on: date, *, address: str, known: PortalSession | None = None
) -> tuple[PortalSession, str]:
    """A session for whoever knows the code and the birth date, and its token for the cookie.

    ``known`` is the session that the phone already has. The new one replaces it, and for its own
    code nothing is counted, so that a stranger's tries cannot keep a patient out.
    Errors: EntryError when they don't match, or there were too many tries.
    """
    code = tidy_code(code)
    is_known = known is not None and known.access.code == code
    tries = [] if is_known else _count_try(code, address)
    access = Access.objects.select_related("patient__clinic").filter(code=code).first()
    if access is None or not _opens(access, born_on):
        _record(audit.Action.ENTER_FAILED, access)
        raise EntryError(NO_MATCH)
    EntryTry.objects.filter(pk__in=[one.pk for one in tries]).delete()
    with transaction.atomic():
        if known is not None:
            end_session(known)
        return open_session(access)


def _opens(access: Access, born_on: date) -> bool:
    return (
        access.ended_at is None
        and not access.patient.is_archived
        and secrets.compare_digest(
            access.patient.born_on.isoformat().encode(), born_on.isoformat().encode()
        )
    )


def _record(action: audit.Action, access: Access | None) -> None:
    patient = access.patient if access else None
    audit.record(
        action,
        f"access {access.pk}" if access else "access",
        clinic=patient.clinic if patient else None,
        patient=patient,
    )


def _count_try(code: str, address: str) -> list[EntryTry]:
    """Notes a try before it is judged, so that many at once cannot all slip under the limit.

    Errors: EntryError when there were too many; that one is then not counted, so the wait ends.
    """
    now = timezone.now()
    limits = {
        _try_key(f"code {code}"): TRIES_PER_CODE,
        _try_key(f"address {address}"): TRIES_PER_ADDRESS,
    }
    EntryTry.objects.filter(at__lte=now - TRIES_KEPT).delete()
    tries = [EntryTry.objects.create(key=key, at=now) for key in limits]
    until = max(_may_try_at(key, most) for key, most in limits.items())
    if until > now:
        EntryTry.objects.filter(pk__in=[one.pk for one in tries]).delete()
        raise EntryError(_wait_words(until - now))
    return tries


def _try_key(value: str) -> str:
    return salted_hmac("patients.entry_try", value, algorithm="sha256").hexdigest()


def _may_try_at(key: str, limits: Limits) -> datetime:
    """When the next try may be made: in the past when this one still may."""
    most = max(count for count, _ in limits)
    tries = EntryTry.objects.filter(key=key).order_by("-at", "-pk")
    at: list[datetime] = list(tries.values_list("at", flat=True)[: most + 1])
    ends = [at[count] + within for count, within in limits if len(at) > count]
    return max(ends, default=datetime.min.replace(tzinfo=UTC))


def _wait_words(wait: timedelta) -> str:
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    if minutes > MINUTES_AN_HOUR:
        hours = -(-minutes // MINUTES_AN_HOUR)
        return f"{TOO_MANY} {hours} hours, then try again. Or ask your clinic for a new code."
    return f"{TOO_MANY} {minutes} {'minute' if minutes == 1 else 'minutes'}, then try again."


# --- sessions ------------------------------------------------------------------------------------


def open_session(access: Access) -> tuple[PortalSession, str]:
    """A session on one phone, and the token that only that phone will know."""
    now, token = timezone.now(), secrets.token_urlsafe(TOKEN_BYTES)
    session = PortalSession.objects.create(
        access=access,
        token_sha256=_sha256(token),
        created_at=now,
        expires_at=now + timedelta(days=settings.PORTAL_SESSION_DAYS),
    )
    _record(audit.Action.ENTER, access)
    return session, token


def session_from_cookie(request: HttpRequest) -> PortalSession | None:
    """The open session of the phone that asks. One query, with the patient and the clinic."""
    token = request.COOKIES.get(settings.PORTAL_COOKIE_NAME)
    if not token:
        return None
    sessions = PortalSession.objects.open_at(timezone.now()).select_related(
        "access__patient__clinic"
    )
    try:
        found: PortalSession = sessions.get(token_sha256=_sha256(token))
    except PortalSession.DoesNotExist:
        return None
    return found


def patient_from_cookie(request: HttpRequest) -> Patient | None:
    session = session_from_cookie(request)
    return session.access.patient if session else None


def end_session(session: PortalSession) -> None:
    """The phone is out. Its code still lets it in again."""
    PortalSession.objects.filter(pk=session.pk, ended_at=None).update(ended_at=timezone.now())
    patient = session.access.patient
    audit.record(
        audit.Action.SIGN_OUT,
        f"access {session.access_id}",
        clinic=patient.clinic,
        patient=patient,
    )


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, by the word of as many proxies as are ours and no more.

    Of an IPv6 address the network, since one household has billions of the rest.
    """
    address = request.META.get("REMOTE_ADDR", "")
    count = settings.TRUSTED_PROXY_COUNT
    passed_on = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if count and len(passed_on) >= count:
        address = passed_on[-count]
    try:
        known = ip_address(address)
    except ValueError:  # a socket, or a proxy that passed on something else
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network(f"{known}/64", strict=False))
    return str(getattr(known, "ipv4_mapped", None) or known)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
