"""The form that every clinic-owned record is edited by."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from clinic.models import Clinic


class ClinicForm(forms.ModelForm):
    """Offers only this clinic's rows, and checks the rules that need the clinic.

    Every choice of rows is narrowed by ``for_clinic``, so that a dropdown cannot leak and a posted
    id from elsewhere is "not one of the choices".
    """

    def __init__(self, *args: Any, clinic: Clinic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic = clinic
        if hasattr(self.instance, "clinic_id") and self.instance.clinic_id is None:
            self.instance.clinic = clinic
        for field in self.fields.values():
            queryset = getattr(field, "queryset", None)
            if hasattr(queryset, "for_clinic"):
                field.queryset = queryset.for_clinic(clinic)  # type: ignore[attr-defined,union-attr]  # has one
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False

    def _get_validation_exclusions(self) -> set[str]:
        # Otherwise a unique rule that names the clinic is skipped, and saving ends in a 500.
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own hook, not in the stubs
        return exclusions - {"clinic"}
