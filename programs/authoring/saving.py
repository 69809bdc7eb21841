"""Saving a form that two people may have open at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clinic.numbers import number_in
from programs.authoring.errors import AuthoringConflictError, AuthoringError
from programs.plans.conflicts import conflict_rows
from programs.plans.versioned_form import VersionedForm


def version_read(posted: Mapping[str, str]) -> int:
    """The version of what somebody read before pressing a button; 0 when none was sent."""
    return number_in(posted.get("version", ""))


def as_columns(cleaned: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What to write, by column. A line ends as it does in the files: browsers send two letters."""
    found = {name: cleaned[name] for name in names}
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in found.items()
    }


@dataclass(frozen=True)
class Attempt:
    """Whether it was saved; if somebody was faster, field by field what differs."""

    is_saved: bool
    conflict: tuple[dict[str, Any], ...] = ()


def try_to_save(
    form: VersionedForm, save: Callable[[], None], *, stored: Callable[[], Any]
) -> Attempt:
    """Save a form's row; what stands against it is said at the form, which keeps what was typed.

    ``stored`` reads the row afresh. After a conflict, the next try replaces what it found.
    """
    if not form.is_valid():
        return Attempt(is_saved=False)
    try:
        save()
    except AuthoringConflictError:
        row = stored()
        form.restart_from(type(form)(instance=row, clinic=form.clinic).version_shown)
        return Attempt(is_saved=False, conflict=tuple(conflict_rows(form, row)))
    except AuthoringError as error:
        form.add_error(None, str(error))
        return Attempt(is_saved=False)
    return Attempt(is_saved=True)
