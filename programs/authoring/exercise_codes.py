"""Codes of a clinic's own exercises: short, and never one of the starter library's."""

import re

from clinic.models import Clinic
from programs.authoring.errors import AuthoringError
from programs.models import Exercise

GIVEN = re.compile(r"C(\d{3,9})")


def lock_codes(clinic: Clinic) -> None:
    """Until the transaction ends, nobody else gives out a code of this clinic."""
    Clinic.objects.select_for_update().get(pk=clinic.pk)


def next_code(clinic: Clinic) -> str:
    """ "C001", "C002": one above the highest so far. Call it with the codes locked."""
    codes = set(Exercise.objects.for_clinic(clinic).values_list("code", flat=True))
    given = (GIVEN.fullmatch(code) for code in codes)
    number = 1 + max((int(found[1]) for found in given if found), default=0)
    return f"C{number:03d}"


def require_free_code(code: str, clinic: Clinic, *, but_for: int | None = None) -> None:
    """Errors: CodeTakenError when another of the clinic's or the starter exercises has it."""
    others = Exercise.objects.for_clinic(clinic).filter(code__iexact=code).exclude(pk=but_for)
    taken = others.values_list("clinic_id", flat=True).first()
    if others.exists():
        whose = "One of your exercises" if taken else "An exercise of the starter library"
        raise CodeTakenError(
            f"{whose} has the code {code}. Choose another, or leave this empty to get a free one."
        )


class CodeTakenError(AuthoringError):
    """Another exercise has this code."""

    field = "code"
