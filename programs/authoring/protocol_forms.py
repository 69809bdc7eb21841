"""The forms that a clinic writes its protocols with."""

from typing import Any

from django import forms

from programs.authoring.protocol_actions import PHASE_WORDS, WORDS, protocol_mark
from programs.authoring.protocol_part_actions import ITEM_WORDS, item_mark, phase_mark
from programs.authoring.saving import as_columns
from programs.leaflet import problems_in
from programs.models import Protocol, ProtocolItem, ProtocolPhase
from programs.plans.forms import DoseForm
from programs.plans.versioned_form import VersionedForm


def _long_text(label: str, longest: int, rows: int, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=widget, help_text=help_text
    )


class ProtocolForm(VersionedForm):
    """What stands above the phases."""

    summary = _long_text("In a sentence or two", 400, 2, "Shown in the list of protocols.")
    screen = _long_text(
        "Rule out first",
        2000,
        8,
        "What you ask before any of this is issued. Start a line with “# ” for a heading, with “- ”"
        " for a point.",
    )
    therapist_note = _long_text(
        "For the therapist", 2000, 6, "When to use it and when not, and what is known."
    )

    class Meta:
        model = Protocol
        fields = ["name", "summary", "regions", "screen", "therapist_note"]
        widgets = {"regions": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.version_shown

    @property
    def version_shown(self) -> int:
        return protocol_mark(self.instance)

    @property
    def words(self) -> dict[str, str]:
        return as_columns(self.cleaned_data, WORDS)

    def clean_screen(self) -> str:
        screen: str = self.cleaned_data["screen"]
        problems = problems_in(screen) if screen else ()
        if problems:
            raise forms.ValidationError([forms.ValidationError(str(one)) for one in problems])
        return screen


class ProtocolPhaseForm(VersionedForm):
    """The words of a phase, and the leaflets that go with it."""

    class Meta:
        model = ProtocolPhase
        fields = [*PHASE_WORDS, "advice"]
        widgets = {
            "move_on_when": forms.Textarea(attrs={"rows": 2}),
            "therapist_note": forms.Textarea(attrs={"rows": 3}),
            "advice": forms.CheckboxSelectMultiple,
        }
        labels = {"advice": "Leaflets", "therapist_note": "For the therapist"}
        help_texts = {
            "when_text": "Such as: Days 0 to 3.",
            "move_on_when": "What tells you and the patient that it is time for the next phase.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"phase-{kwargs['instance'].pk}-%s", **kwargs)
        self.initial["version"] = self.version_shown
        # What is retired may stay where it is, and is offered nowhere else.
        choices = self.fields["advice"]
        kept = self.instance.advice.all()
        rows = choices.queryset  # type: ignore[attr-defined]  # a choice of rows
        choices.label_from_instance = lambda leaflet: (  # type: ignore[attr-defined]  # see above
            f"{leaflet} (ours)" if leaflet.clinic_id else str(leaflet)
        )
        choices.queryset = rows.current() | rows.filter(pk__in=kept)  # type: ignore[attr-defined]  # see above

    @property
    def version_shown(self) -> int:
        return phase_mark(self.instance)

    @property
    def words(self) -> dict[str, str]:
        return as_columns(self.cleaned_data, PHASE_WORDS)


class ProtocolItemForm(DoseForm):
    """The dose, the cue, and whether the exercise is kept as an option."""

    class Meta:
        model = ProtocolItem
        fields = [name for name in ITEM_WORDS if name != "weekdays"]
        labels = {"cue": "Your cue", "is_option": "Keep it as an option", "note": "When to take it"}
        help_texts = {
            "cue": "Printed with the exercise.",
            "is_option": "An option is shown to the therapist, and not put into a plan by itself.",
            "note": "For the therapist.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"item-{kwargs['instance'].pk}-%s", **kwargs)

    @property
    def version_shown(self) -> int:
        return item_mark(self.instance)

    @property
    def words(self) -> dict[str, Any]:
        """What to write: the cleaned fields as columns."""
        columns = as_columns(self.cleaned_data, self.Meta.fields)
        return columns | {"weekdays": self.instance.weekdays}
