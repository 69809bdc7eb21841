"""What a clinic does to its own protocols and their phases. The starter library's stay."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic, Member
from programs.authoring.codes import free_code, free_name
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.marks import mark_of, says
from programs.models import Protocol, ProtocolItem, ProtocolPhase
from programs.models.sign_off import AWAITING

WORDS = ("name", "summary", "screen", "therapist_note")
PHASE_WORDS = ("name", "when_text", "aim", "move_on_when", "therapist_note")


def protocol_mark(protocol: Protocol) -> int:
    return mark_of(protocol, WORDS, ["regions"])


def require_ours(protocol: Protocol) -> Protocol:
    """The protocol's row, locked until the transaction ends.

    Errors: AuthoringError when it is retired.
    """
    locked: Protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if locked.status != Protocol.Status.CURRENT:
        raise AuthoringError("This protocol is retired. Bring it back before you change it.")
    return locked


def require_unchanged(found: int, read: int, what: str) -> None:
    """Errors: AuthoringConflictError when the mark is not the one that was read."""
    if found != read:
        raise AuthoringConflictError(f"Somebody else changed {what} while you were editing.")


def note_change(protocol: Protocol, *, by: Member) -> None:
    """The next version, which awaits its own sign-off, and the audit row."""
    Protocol.objects.filter(pk=protocol.pk).update(
        **AWAITING,
        version=F("version") + 1,
        changed_at=timezone.now(),
        changed_by=by,
    )
    _note(audit.Action.CHANGE, protocol, by=by)


def _note(action: audit.Action, protocol: Protocol, *, by: Member) -> None:
    audit.record(action, f"protocol {protocol.pk}", clinic=protocol.clinic, by=by)


@transaction.atomic
def write_protocol(clinic: Clinic, words: dict[str, str], *, regions: Any, by: Member) -> Protocol:
    """A new protocol of the clinic's own, with one empty phase to begin with."""
    protocol = _add(clinic, words, regions=regions, code_like=words["name"], by=by)
    ProtocolPhase.objects.create(protocol=protocol, position=1, name="Phase 1")
    return protocol


@transaction.atomic
def copy_protocol(protocol: Protocol, *, clinic: Clinic, by: Member) -> Protocol:
    """The clinic's own copy, phases, options and leaflets included. It awaits its own sign-off."""
    words = {name: getattr(protocol, name) for name in WORDS}
    words["name"] = free_name(Protocol, clinic, protocol.name)
    regions = protocol.regions.all()
    copy = _add(clinic, words, regions=regions, code_like=protocol.code, by=by)
    for phase in protocol.phases.prefetch_related("items", "advice"):
        phase_words = {name: getattr(phase, name) for name in PHASE_WORDS}
        made = ProtocolPhase.objects.create(protocol=copy, position=phase.position, **phase_words)
        made.advice.set(phase.advice.all())
        for item in (items := phase.items.all()):
            item.pk, item.phase = None, made
        ProtocolItem.objects.bulk_create(items)
    return copy


def _add(
    clinic: Clinic, words: dict[str, str], *, regions: Any, code_like: str, by: Member
) -> Protocol:
    code = free_code(Protocol, clinic, code_like, otherwise="protocol")
    protocol: Protocol = Protocol.objects.create(clinic=clinic, code=code, changed_by=by, **words)
    protocol.regions.set(regions)
    _note(audit.Action.CREATE, protocol, by=by)
    return protocol


@transaction.atomic
def change_protocol(
    protocol: Protocol, words: dict[str, str], *, regions: Any, mark: int, by: Member
) -> None:
    """Save name, summary, screen, note and regions, if nobody else did since ``mark`` was read.

    Errors: AuthoringError when it is retired, AuthoringConflictError when somebody was faster.
    """
    stored = require_ours(protocol)
    if says(stored, words, {"regions": regions}):
        return
    require_unchanged(protocol_mark(stored), mark, "this protocol")
    Protocol.objects.filter(pk=stored.pk).update(**words)
    stored.regions.set(regions)
    note_change(stored, by=by)


@transaction.atomic
def retire_protocol(protocol: Protocol, *, by: Member) -> None:
    """Take a protocol out of use. Plans that were made from it stay as they are."""
    if _has_become(protocol, Protocol.Status.RETIRED):
        _note(audit.Action.ARCHIVE, protocol, by=by)


@transaction.atomic
def restore_protocol(protocol: Protocol, *, by: Member) -> None:
    if _has_become(protocol, Protocol.Status.CURRENT):
        _note(audit.Action.RESTORE, protocol, by=by)


def _has_become(protocol: Protocol, status: Protocol.Status) -> bool:
    """Whether this changed anything: pressing twice does so once."""
    others = Protocol.objects.filter(pk=protocol.pk).exclude(status=status)
    return bool(others.update(status=status))
