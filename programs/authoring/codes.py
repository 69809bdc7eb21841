"""Codes and names for what a clinic adds: free among its own."""

from collections.abc import Collection
from typing import Any

from django.utils.text import slugify

from clinic.models import Clinic

LONGEST_CODE = 60
LONGEST_NAME = 80


def free_code(model: Any, clinic: Clinic, name: str, *, otherwise: str) -> str:
    """A code made from the name that no other row of the clinic has.

    Call it in the transaction that writes the row: the clinic stays locked until then, so that two
    people who save the same name at once get two codes. ``otherwise`` is for a name without a
    letter or digit.
    """
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    wanted = slugify(name)[: LONGEST_CODE - 6].strip("-") or otherwise
    taken = model.objects.owned_by(clinic).filter(code__startswith=wanted)
    return _free(wanted, set(taken.values_list("code", flat=True)), "-{}", LONGEST_CODE)


def free_name(model: Any, clinic: Clinic, name: str) -> str:
    """The name, with a number behind it when a row of the clinic goes by it already."""
    taken = model.objects.owned_by(clinic).filter(name__startswith=name[: LONGEST_NAME - 6])
    return _free(name, set(taken.values_list("name", flat=True)), " ({})", LONGEST_NAME)


def _free(wanted: str, taken: Collection[str], pattern: str, longest: int) -> str:
    found, number = wanted, 1
    while found in taken:
        number += 1
        end = pattern.format(number)
        found = wanted[: longest - len(end)] + end
    return found
