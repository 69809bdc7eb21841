"""The patient record as forms: one for those who treat, a shorter one for the front desk."""

from datetime import date
from typing import Any

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils import timezone

from clinic.forms import ClinicForm
from clinic.models import Member
from patients.models import Patient

IDENTITY = ("first_name", "last_name", "born_on")
OLDEST_BIRTH_DATE = date(1900, 1, 1)  # as the database has it; said here at the field


class PatientForm(ClinicForm):
    """What the front desk may see and change: no clinical field is in it, so none can be posted."""

    # The version that the page was made from; empty for a new record.
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # Asked for only when somebody of this name and birth date is there already.
    is_someone_else = forms.BooleanField(
        required=False, label="This is someone else: save as a record of their own"
    )

    clinical_fields: tuple[str, ...] = ()

    class Meta:
        model = Patient
        fields = ["first_name", "last_name", "born_on", "email", "phone", "language", "equipment"]
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "born_on": forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date", "min": OLDEST_BIRTH_DATE.isoformat()}
            ),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(
                attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}
            ),
            "equipment": forms.CheckboxSelectMultiple,
            "precautions": forms.CheckboxSelectMultiple,
            "notes": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namesakes: list[Patient] = []
        self.fields["born_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self._leave_out_nothing()
        if not self.instance._state.adding:
            self.fields["version"].initial = self.instance.version
            for name in self.record_fields:  # what the page showed at first: see conflicts.py
                self.fields[name].show_hidden_initial = True
        self.helper.layout = self._layout()

    def _leave_out_nothing(self) -> None:
        """The vocabulary's "nothing" is for exercises; at home, no tick says it."""
        equipment: Any = self.fields["equipment"]
        equipment.queryset = equipment.queryset.exclude(code="none")

    def _layout(self) -> Layout:
        return Layout(
            "version",
            Fieldset(
                "Person",
                Div("first_name", "last_name", css_class="field-pair"),
                Div("born_on", "language", css_class="field-pair"),
            ),
            Fieldset("Contact", Div("email", "phone", css_class="field-pair")),
            *(Div(name, css_class="form-part") for name in ("equipment", *self.clinical_fields)),
        )

    @property
    def record_fields(self) -> list[str]:
        return [name for name in self._meta.fields or () if name in self.fields]

    @property
    def lists_at_first(self) -> list[str]:
        """The ticked boxes as the page showed them at first, which crispy-forms leaves out."""
        lists = [self[name] for name in self.record_fields if name in ("equipment", "precautions")]
        return [box.as_hidden(only_initial=True) for box in lists if box.field.show_hidden_initial]

    def clean_born_on(self) -> Any:
        born_on = self.cleaned_data["born_on"]
        if born_on > timezone.localdate():
            raise forms.ValidationError("A birth date cannot be in the future.")
        if born_on < OLDEST_BIRTH_DATE:
            raise forms.ValidationError("A birth date is in 1900 or later.")
        return born_on

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form says of the record, and nothing else."""
        return {name: self.cleaned_data[name] for name in self.record_fields}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        known = {name: cleaned[name] for name in IDENTITY if cleaned.get(name)}
        if len(known) == len(IDENTITY) and self.instance._state.adding:
            self.namesakes = list(Patient.objects.for_clinic(self.clinic).namesakes(**known))
            if self.namesakes and not cleaned.get("is_someone_else"):
                self.add_error("is_someone_else", "Say whether this is the same person.")
        return cleaned


class ClinicalPatientForm(PatientForm):
    """The whole record, for owners and therapists."""

    clinical_fields = ("precautions", "notes")

    class Meta(PatientForm.Meta):
        fields = [*PatientForm.Meta.fields, "precautions", "notes"]


def form_class_for(member: Member) -> type[PatientForm]:
    return ClinicalPatientForm if member.is_clinical else PatientForm
