"""The form that a clinic writes its leaflets with."""

from typing import Any

from django import forms

from programs.authoring.advice_actions import WORDS
from programs.authoring.saving import as_columns
from programs.leaflet import is_one_sentence, problems_in
from programs.models import Advice
from programs.plans.versioned_form import VersionedForm


class AdviceForm(VersionedForm):
    class Meta:
        model = Advice
        fields = ["name", "main_message", "body", "regions", "therapist_note", "source"]
        widgets = {
            "main_message": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 20}),
            "regions": forms.CheckboxSelectMultiple,
            "therapist_note": forms.Textarea(attrs={"rows": 5}),
        }
        labels = {
            "main_message": "Main message",
            "body": "What it says",
            "regions": "For which regions",
            "therapist_note": "For the therapist",
        }
        help_texts = {
            "body": "Start a line with “# ” for a heading, with “- ” for a point.",
            "regions": "Tick none when it is for everybody.",
            "therapist_note": "Whom it is not for, and what is known. Patients do not see it.",
            "source": "Where its numbers come from.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.version_shown

    def clean_main_message(self) -> str:
        text = " ".join(self.cleaned_data["main_message"].split())
        if not is_one_sentence(text):
            raise forms.ValidationError("Say it in one sentence: readers remember one thing.")
        return text

    def clean_body(self) -> str:
        body: str = "\n".join(self.cleaned_data["body"].splitlines())
        problems = [forms.ValidationError(str(problem)) for problem in problems_in(body)]
        if problems:
            raise forms.ValidationError(problems)
        return body

    @property
    def words(self) -> dict[str, str]:
        """What to write, by column."""
        return as_columns(self.cleaned_data, WORDS)

    @property
    def rest(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("regions", "version")}
