"""The builder's forms."""

from collections.abc import Iterable
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms

from programs.dosing import DAY_NAMES, EVERY_DAY, MOST_KG, RANGES, weekday_mask, weekdays_of
from programs.models import Plan, PlanItem, PlanPhase
from programs.models.dose import DOSE_FIELDS, DoseFields
from programs.plans.merging import Fields
from programs.plans.shared_form import SharedForm
from programs.plans.units import ITEM_UNITS, PHASE_UNITS, PLAN_UNITS
from programs.plans.versioned_form import VersionedForm

# What may be wrong with a load, all said in the same words.
LOAD_ERRORS = (
    "invalid",
    "min_value",
    "max_value",
    "max_digits",
    "max_decimal_places",
    "max_whole_digits",
)


class DateField(forms.DateInput):
    input_type = "date"


class PlanForm(SharedForm):
    """Goal and dates."""

    units = PLAN_UNITS

    class Meta:
        model = Plan
        fields = ["goal", "starts_on", "review_on"]
        widgets = {
            "starts_on": DateField(format="%Y-%m-%d"),
            "review_on": DateField(format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.version_shown
        starts_on = self.fields["starts_on"].error_messages
        starts_on["required"] = "Choose the day on which the plan starts."
        self.helper.layout = Layout(
            "version",
            Row(
                Column(Field("goal"), css_class="col-12 col-xl-6"),
                Column(Field("starts_on"), css_class="col-6 col-xl-3"),
                Column(Field("review_on"), css_class="col-6 col-xl-3"),
                css_class="g-3",
            ),
        )


class PhaseForm(SharedForm):
    """What a phase says of itself. Nothing moves by itself: its date and rule are words."""

    units = PHASE_UNITS

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
        error_messages: ClassVar[dict[str, Any]] = {
            "name": {"required": "Give the phase a name, such as: Build strength."}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"phase-{kwargs['instance'].pk}-%s", **kwargs)
        self.initial["version"] = self.version_shown
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

    @property
    def version_shown(self) -> int:
        return int(self.instance.plan.version)


def _when(days: Iterable[int], count: int | None) -> Fields:
    """Named days and a number of days as columns. 7 is every day, and kept in one way only."""
    if count and count != 7:
        return {"weekdays": 0, "days_per_week": count}
    return {"weekdays": (not count and weekday_mask(days)) or EVERY_DAY, "days_per_week": None}


class DoseForm(VersionedForm):
    """A dose's fields. Weekdays are ticked; the model keeps them as one number."""

    days = forms.TypedMultipleChoiceField(
        choices=list(enumerate(DAY_NAMES)),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits: dict[str, tuple[int, int]] = RANGES | {"load_kg": (0, MOST_KG)}
        for name, (low, high) in limits.items():
            said = f"From {low} to {high}."
            self.fields[name].error_messages |= {"min_value": said, "max_value": said}
            # for the steppers; as min, max and step the browser would refuse before we can say why
            attrs = self.fields[name].widget.attrs
            attrs.pop("min", None)
            attrs |= {"step": "any", "data-low": low, "data-high": high}
        of_load = f"From 0 to {MOST_KG} kg, such as 2.5."
        self.fields["load_kg"].error_messages |= dict.fromkeys(LOAD_ERRORS, of_load)
        often = self.fields["times_per_day"].error_messages
        often["required"] = often["min_value"]
        band: Any = self.fields["band"]
        band.label = "Or a band"
        band.choices = [("", "No band"), *DoseFields.Band.choices]
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
        columns = _when(cleaned.get("days") or (), count)
        cleaned["days_per_week"] = columns["days_per_week"]
        self.instance.weekdays = columns["weekdays"]
        if count == 7:
            cleaned["days"] = list(range(7))
        return cleaned


class PlanItemForm(SharedForm, DoseForm):
    """Side, dose, cue and teaching of one item."""

    units = ITEM_UNITS

    class Meta:
        model = PlanItem
        fields = ["side", *(f for f in DOSE_FIELDS if f != "weekdays"), "cue", "taught"]
        widgets = {"taught": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        item: PlanItem = kwargs["instance"]
        super().__init__(*args, auto_id=f"item-{item.pk}-%s", **kwargs)
        choices = item.side_choices
        if item.side not in dict(choices):  # the exercise was changed since; it may stay
            choices.append((item.side, str(item.get_side_display())))
        self.fields["side"] = forms.ChoiceField(
            choices=choices, required=False, widget=forms.RadioSelect, label="Side"
        )

    def _columns(self, cleaned: Fields) -> Fields:
        columns = super()._columns(cleaned)
        if "days" in columns:
            columns |= _when(columns.pop("days"), columns["days_per_week"])
        return columns


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
