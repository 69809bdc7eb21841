"""The builder's forms."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.http import QueryDict
from django.utils.formats import date_format

from clinic.forms import ClinicForm
from programs.dosing import DAY_NAMES, EVERY_DAY, MOST_KG, RANGES, weekday_mask, weekdays_of
from programs.models import Plan, PlanItem, PlanPhase
from programs.models.dose import DOSE_FIELDS


class DateField(forms.DateInput):
    input_type = "date"


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


class PlanForm(VersionedForm):
    """Goal and dates."""

    class Meta:
        model = Plan
        fields = ["goal", "starts_on", "review_on"]
        widgets = {
            "starts_on": DateField(format="%Y-%m-%d"),
            "review_on": DateField(format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.helper.layout = Layout(
            "version",
            Row(
                Column(Field("goal"), css_class="col-12 col-xl-6"),
                Column(Field("starts_on"), css_class="col-6 col-xl-3"),
                Column(Field("review_on"), css_class="col-6 col-xl-3"),
                css_class="g-3",
            ),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, review = cleaned.get("starts_on"), cleaned.get("review_on")
        if starts and review and review < starts:
            self.add_error("review_on", "The next visit is not before the start.")
        return cleaned


class PhaseForm(VersionedForm):
    """What a phase says of itself. Nothing moves by itself: its date and rule are words."""

    class Meta:
        model = PlanPhase
        fields = ["name", "when_text", "from_on", "aim", "move_on_when"]
        labels = {"from_on": "From, if there is a date"}
        help_texts = {
            "when_text": "Such as: days 0 to 3, or once you can stand on one leg.",
            "aim": "What these weeks are for.",
            "move_on_when": "What tells you both that it is time for the next phase. "
            "Nothing moves by itself: you move the patient.",
        }
        widgets = {
            "from_on": DateField(format="%Y-%m-%d"),
            "move_on_when": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"phase-{kwargs['instance'].pk}-%s", **kwargs)
        self.initial["version"] = self.instance.plan.version
        self.helper.layout = Layout(
            "version",
            Row(
                Column("name", css_class="col-12 col-md-6"),
                Column("from_on", css_class="col-12 col-md-6"),
                css_class="g-3",
            ),
            "when_text",
            "aim",
            "move_on_when",
        )

    def clean_from_on(self) -> date | None:
        from_on: date | None = self.cleaned_data["from_on"]
        starts_on = self.instance.plan.starts_on
        if from_on and "from_on" in self.changed_data and from_on < starts_on:
            raise forms.ValidationError(
                f"The plan starts on {date_format(starts_on, 'j F Y')}. Choose that day or later."
            )
        return from_on


class DoseForm(VersionedForm):
    """A dose's fields. Weekdays are ticked; the model keeps them as one number."""

    days = forms.TypedMultipleChoiceField(
        choices=[(day, name[:2]) for day, name in enumerate(DAY_NAMES)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (low, high) in RANGES.items():
            said = f"From {low} to {high}."
            self.fields[name].error_messages |= {"min_value": said, "max_value": said}
            # for the steppers; as min and max the browser would refuse before we can say why
            self.fields[name].widget.attrs |= {"data-low": low, "data-high": high}
        self.fields["load_kg"].widget.attrs |= {"data-low": 0, "data-high": MOST_KG}
        self.initial["days"] = weekdays_of(self.instance.weekdays)
        self.initial["version"] = self.version_shown

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        mask = weekday_mask(cleaned.get("days") or ())
        count = cleaned.get("days_per_week")
        if count and mask not in (0, EVERY_DAY):
            self.add_error("days_per_week", "Choose days, or a number of days: not both.")
        elif not count and not mask and "days_per_week" not in self.errors:
            self.add_error("days_per_week", "Tick at least one day, or say how many days.")
        if count == 7:  # the same as ticking every day, and kept in one way only
            count = cleaned["days_per_week"] = None
            mask = EVERY_DAY
        self.instance.weekdays = 0 if count else mask or EVERY_DAY
        return cleaned


class PlanItemForm(DoseForm):
    """Side, dose, cue and teaching of one item."""

    class Meta:
        model = PlanItem
        fields = ["side", *(f for f in DOSE_FIELDS if f != "weekdays"), "cue", "taught"]
        widgets = {"taught": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        item: PlanItem = kwargs["instance"]
        super().__init__(*args, auto_id=f"item-{item.pk}-%s", **kwargs)
        self.fields["side"] = forms.ChoiceField(
            choices=item.side_choices, required=False, widget=forms.RadioSelect, label="Side"
        )

    @property
    def values(self) -> dict[str, Any]:
        """What to write: the cleaned fields as columns."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return fields | {"weekdays": self.instance.weekdays}


class IssueForm(forms.Form):
    """The reason is asked for from revision 2 on."""

    reason = forms.CharField(
        max_length=200,
        label="Why does the plan change?",
        help_text="For the record, such as: pain is down, more load. It is not printed.",
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.form_tag = False
