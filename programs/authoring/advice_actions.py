"""What a clinic does to its own leaflets. The starter library's stay as they are."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clinic import audit
from clinic.models import Clinic, Member
from programs.authoring.codes import free_code, free_name
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.authoring.marks import says
from programs.models import Advice
from programs.models.sign_off import AWAITING

WORDS = ("name", "main_message", "body", "therapist_note", "source")


def _note(action: audit.Action, advice: Advice, *, by: Member) -> None:
    audit.record(action, f"advice {advice.pk}", clinic=advice.clinic, by=by)


@transaction.atomic
def write_advice(clinic: Clinic, words: dict[str, str], *, regions: Any, by: Member) -> Advice:
    """A new leaflet of the clinic's own, under a code made from its name."""
    return _add(clinic, words, regions=regions, code_like=words["name"], by=by)


@transaction.atomic
def copy_advice(advice: Advice, *, clinic: Clinic, by: Member) -> Advice:
    """The clinic's own copy of a leaflet, to change. It awaits its own sign-off."""
    words = {name: getattr(advice, name) for name in WORDS}
    words["name"] = free_name(Advice, clinic, advice.name)
    if advice.clinic is None:
        words["source"] = f"After the starter leaflet “{advice.name}”, version {advice.version}"
    return _add(clinic, words, regions=advice.regions.all(), code_like=advice.code, by=by)


def _add(
    clinic: Clinic, words: dict[str, str], *, regions: Any, code_like: str, by: Member
) -> Advice:
    code = free_code(Advice, clinic, code_like, otherwise="leaflet")
    advice: Advice = Advice.objects.create(clinic=clinic, code=code, changed_by=by, **words)
    advice.regions.set(regions)
    _note(audit.Action.CREATE, advice, by=by)
    return advice


@transaction.atomic
def change_advice(
    advice: Advice, words: dict[str, str], *, regions: Any, version: int, by: Member
) -> None:
    """Save a leaflet's words as its next version, if nobody else did since ``version``.

    A change takes the sign-off away: it was given to other words.
    Errors: AuthoringConflictError when somebody was faster, AuthoringError when it is retired.
    """
    stored: Advice = Advice.objects.select_for_update().get(pk=advice.pk)
    _require_current(stored)
    if says(stored, words, {"regions": regions}):
        return
    if stored.version != version:
        raise AuthoringConflictError("Somebody else changed this leaflet while you were editing.")
    Advice.objects.filter(pk=stored.pk).update(
        **words,
        **AWAITING,
        version=F("version") + 1,
        changed_at=timezone.now(),
        changed_by=by,
    )
    stored.regions.set(regions)
    _note(audit.Action.CHANGE, stored, by=by)


def _require_current(advice: Advice) -> None:
    if advice.status != Advice.Status.CURRENT:
        raise AuthoringError("This leaflet is retired. Bring it back before you change it.")


@transaction.atomic
def retire_advice(advice: Advice, *, by: Member) -> None:
    """Take a leaflet out of use. Plans and protocols that have it keep it."""
    if _has_become(advice, Advice.Status.RETIRED):
        _note(audit.Action.ARCHIVE, advice, by=by)


@transaction.atomic
def restore_advice(advice: Advice, *, by: Member) -> None:
    """Bring a retired leaflet back into use."""
    if _has_become(advice, Advice.Status.CURRENT):
        _note(audit.Action.RESTORE, advice, by=by)


def _has_become(advice: Advice, status: Advice.Status) -> bool:
    """Whether this changed anything: pressing twice does so once."""
    others = Advice.objects.filter(pk=advice.pk).exclude(status=status)
    return bool(others.update(status=status))
