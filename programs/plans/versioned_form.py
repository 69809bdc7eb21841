"""A form that says which version of its row it started from."""

from django import forms
from django.http import QueryDict

from clinic.forms import ClinicForm


class VersionedForm(ClinicForm):
    """A form that says which version of the row it started from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def version_shown(self) -> int:
        return int(self.instance.version)

    def restart_from(self, version: int) -> None:
        """After a conflict: the next try knows what is stored now, and replaces it."""
        posted = QueryDict(mutable=True)
        posted.update(self.data)
        posted["version"] = str(version)
        self.data = posted
