"""What patients type."""

from datetime import date
from typing import Any

from django import forms

from patients.codes import LENGTH, tidy_code
from programs.diary.actions import MOST_EFFORT, MOST_PAIN, MOST_REPS, MOST_SETS, NOTE_LENGTH
from programs.models import Entry

EARLIEST_YEAR = 1900
NOT_SAID = ("", "–")


class BirthDateForm(forms.Form):
    """The birth date as three numbers: nothing to scroll through, and a phone can fill them in."""

    day = forms.IntegerField(label="Day")
    month = forms.IntegerField(label="Month")
    year = forms.IntegerField(label="Year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, digits in (("day", 2), ("month", 2), ("year", 4)):
            field = self.fields[name]
            field.widget = forms.TextInput(
                {
                    "inputmode": "numeric",
                    "autocomplete": f"bday-{name}",
                    "maxlength": digits,
                    "size": digits,
                    "aria-describedby": "born-help",
                }
            )
            field.widget.is_required = True
            field.error_messages = {
                "required": f"Type the {name}.",
                "invalid": f"The {name} is a number.",
            }

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year < EARLIEST_YEAR:
            raise forms.ValidationError("The year has four figures, such as 1985.")
        return year

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                cleaned["born_on"] = date(cleaned["year"], cleaned["month"], cleaned["day"])
            except ValueError:
                self.add_error(None, "There is no such date. Check the day and the month.")
        return cleaned


class EnterForm(BirthDateForm):
    """The same, with the code that a scanned sheet brings along."""

    field_order = ("code", "day", "month", "year")

    code = forms.CharField(
        label="Your code",
        max_length=20,
        error_messages={"required": "Type the code on your sheet, your slip or in our mail."},
        widget=forms.TextInput(
            {
                "autocapitalize": "characters",
                "autocomplete": "off",
                "spellcheck": "false",
                "size": 10,
                "aria-describedby": "code-help",
            }
        ),
    )

    def clean_code(self) -> str:
        code = tidy_code(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(f"A code has {LENGTH} letters and figures.")
        return code


def _number(label: str, most: int, *, widget: forms.Widget | None = None) -> forms.IntegerField:
    words = f"{label}: a number from 0 to {most}."
    digits = {"inputmode": "numeric", "maxlength": 3, "autocomplete": "off"}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        error_messages={"invalid": words, "min_value": words, "max_value": words},
        widget=widget or forms.TextInput(digits),
    )


def _scale(label: str, most: int) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(str(number), str(number)) for number in range(most + 1)] + [NOT_SAID],
        error_messages={"invalid_choice": f"{label}: a number from 0 to {most}."},
        widget=forms.RadioSelect,
    )


class RecordForm(forms.Form):
    """One slot of the diary. Which slot it is comes along hidden, and is checked by the action.

    ``anchor`` is the slot's place on the page: where the answer leads back to.
    """

    anchor = forms.RegexField(r"^e\d{1,3}-\d{1,2}(-left|-right)?$", widget=forms.HiddenInput)

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput)
    session = forms.IntegerField(widget=forms.HiddenInput)
    side = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        choices=Entry.Outcome.choices,
        widget=forms.HiddenInput,
        error_messages={"required": "Choose done, partly or not done."},
    )
    # What "Done" means when nothing else is typed: the dose.
    asked_sets = _number("Sets", MOST_SETS, widget=forms.HiddenInput())
    asked_reps = _number("Times", MOST_REPS, widget=forms.HiddenInput())
    sets = _number("Sets", MOST_SETS)
    reps = _number("Times each set", MOST_REPS)
    pain = _scale("Pain", MOST_PAIN)
    effort = _scale("Effort", MOST_EFFORT)
    reason = forms.ChoiceField(
        label="What got in the way?",
        required=False,
        choices=[NOT_SAID, *Entry.Reason.choices],
    )
    note = forms.CharField(
        label="A note for your therapist",
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 2, "maxlength": NOTE_LENGTH}),
    )

    @property
    def is_one_tap(self) -> bool:
        """Whether it came from the three buttons, which have no fields for sets and times."""
        return "sets" not in self.data
