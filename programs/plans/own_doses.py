"""Which dose an exercise starts with here: the therapist's own, the clinic's, or the library's."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clinic import audit
from clinic.models import Member
from programs.dosing import Dose
from programs.models import Exercise, OwnDose
from programs.models.dose import DOSE_FIELDS


@dataclass(frozen=True)
class OwnDoses:
    """What stands in place of the exercise's default, for one member; None where nothing does."""

    mine: OwnDose | None
    clinics: OwnDose | None

    @property
    def first(self) -> OwnDose | None:
        return self.mine or self.clinics


def own_doses(exercise: Exercise, member: Member) -> OwnDoses:
    """One statement."""
    found = OwnDose.objects.filter(clinic=member.clinic_id, exercise=exercise)
    kept = {row.member_id: row for row in found.filter(Q(member=member) | Q(member=None))}
    return OwnDoses(mine=kept.get(member.pk), clinics=kept.get(None))


def starting_dose(exercise: Exercise, member: Member) -> Dose:
    own = own_doses(exercise, member).first
    return own.dose if own else exercise.dose


@transaction.atomic
def keep_dose(exercise: Exercise, dose: Dose, *, by: Member, is_for_all: bool = False) -> None:
    """From now on the exercise starts with this dose, for the member or for the whole clinic."""
    fields: dict[str, Any] = {name: getattr(dose, name) for name in DOSE_FIELDS}
    OwnDose.objects.update_or_create(
        clinic=by.clinic,
        member=None if is_for_all else by,
        exercise=exercise,
        defaults=fields | {"changed_at": timezone.now()},
    )
    _record(audit.Action.CHANGE, exercise, by=by, is_for_all=is_for_all)


@transaction.atomic
def forget_dose(exercise: Exercise, *, by: Member, is_for_all: bool = False) -> None:
    """The exercise starts as it did before. Forgetting what is not kept does nothing."""
    kept = OwnDose.objects.filter(
        clinic=by.clinic_id, exercise=exercise, member=None if is_for_all else by
    )
    if kept.delete()[0]:
        _record(audit.Action.DELETE, exercise, by=by, is_for_all=is_for_all)


def _record(action: audit.Action, exercise: Exercise, *, by: Member, is_for_all: bool) -> None:
    word = "clinic_dose" if is_for_all else "own_dose"
    audit.record(action, f"{word} {exercise.pk}", clinic=by.clinic, by=by)
