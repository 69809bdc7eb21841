"""Forms for starting a plan, applying a protocol, and keeping a plan as one."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from clinic.numbers import number_in
from programs.models import Plan, Protocol


class PlainForm(forms.Form):
    """Fields only, for a form element of our own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class PlanStartForm(PlainForm):
    goal = forms.CharField(
        max_length=200,
        required=False,
        label="Goal",
        help_text="In the patient's own words. It stands at the top of the sheet.",
    )


class PhasesForm(PlainForm):
    """Which phases of a protocol go into a plan."""

    only = forms.TypedMultipleChoiceField(
        coerce=int,
        label="Phases to put in",
        error_messages={
            "required": "Choose at least one phase.",
            "invalid_choice": "This protocol was changed meanwhile. Look at its phases again.",
        },
    )

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.protocol = protocol
        ids = [phase.pk for phase in protocol.phases.all()]
        self.fields["only"].choices = [(pk, pk) for pk in ids]  # type: ignore[attr-defined]  # has them
        self.initial["only"] = ids

    @property
    def chosen(self) -> list[int]:
        """The ids of the phases that are ticked."""
        return [number_in(str(value)) for value in self["only"].value() or ()]


class ApplyForm(PhasesForm):
    """Also where they go in. Phases that the plan has by name already are not ticked at first."""

    before = forms.ChoiceField(
        required=False,
        label="Where",
        error_messages={"invalid_choice": "This phase is no longer there. Choose another place."},
    )

    def __init__(self, *args: Any, plan: Plan, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, protocol=protocol, **kwargs)
        there = {phase.name for phase in plan.phases.all()}
        self.there_already = [row.pk for row in protocol.phases.all() if row.name in there]
        self.initial["only"] = [pk for pk in self.initial["only"] if pk not in self.there_already]
        places = [(phase.pk, f"Before “{phase}”") for phase in plan.phases.all()]
        self.fields["before"].choices = [("", "After the plan's own phases"), *places]  # type: ignore[attr-defined]  # has them


class SaveForm(PlainForm):
    name = forms.CharField(
        max_length=80,
        label="Name of the protocol",
        help_text="As colleagues will look for it, such as: Shoulder, weeks 1 to 6.",
    )
    has_cues = forms.BooleanField(
        required=False,
        label="The cues go along",
        help_text="For everybody whose plan starts with it. Read them below first.",
    )

    def __init__(self, *args: Any, can_have_cues: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_have_cues:
            del self.fields["has_cues"]
