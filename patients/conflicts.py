"""Two people in one record: what differs, and whose words are kept. Saves nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from clinic.models import AuditEvent, Member
from patients.forms import PatientForm
from patients.models import Patient

KEEP_SAVED = "saved"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field of which the saved text and the typed text are not the same."""

    name: str
    label: str
    saved_text: str
    typed_text: str
    is_typed_here: bool  # whether this person changed it, so that theirs is offered first


def differences(form: PatientForm) -> list[Difference]:
    """Give it a valid form that was made from the record as it is saved now."""
    found = []
    for name in form.record_fields:
        field = form.fields[name]
        saved_text = _words(field, form.initial.get(name))
        typed_text = _words(field, form.cleaned_data[name])
        if saved_text != typed_text:
            found.append(
                Difference(
                    name=name,
                    label=str(field.label),
                    saved_text=saved_text,
                    typed_text=typed_text,
                    is_typed_here=name in form.changed_data,
                )
            )
    return found


def chosen(posted: QueryDict, form: PatientForm) -> QueryDict:
    """What was posted, with the saved text in each field for which it was chosen."""
    merged = posted.copy()
    for name in form.record_fields:
        if posted.get(f"keep_{name}") == KEEP_SAVED:
            saved = form.fields[name].prepare_value(form.initial.get(name))
            merged.setlist(name, saved if isinstance(saved, list) else [saved])
    return merged


def _words(field: forms.Field, value: Any) -> str:
    """A field's value as a person reads it."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(row) for row in value or ()))
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]
    if isinstance(field, forms.DateField) and value:
        return f"{value:%-d %B %Y}"
    return str(value or "")


@dataclass(frozen=True)
class Save:
    name: str  # of the member who saved; empty when nobody knows any more
    at: datetime


def last_save(patient: Patient) -> Save | None:
    """Who saved the record last, as the audit has it."""
    events = AuditEvent.objects.for_clinic(patient.clinic).filter(
        patient_id=patient.pk, action=AuditEvent.Action.CHANGE, subject=f"patient {patient.pk}"
    )
    event = events.exclude(member_id=None).order_by("-at").first()
    if event is None or event.member_id is None:
        return None
    member = Member.objects.for_clinic(patient.clinic).filter(pk=event.member_id).first()
    return Save(member.name if member else "", event.at)
