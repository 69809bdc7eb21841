"""The form that a clinic writes its exercises with: few fields are needed, the rest is folded."""

import re
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models.functions import Upper

from clinic.models import Member
from programs.authoring.exercise_actions import TERMS
from programs.authoring.exercise_codes import CodeTakenError, require_free_code
from programs.authoring.exercise_draft import FRAMES, ExerciseDraft
from programs.authoring.exercise_media import MediaFormMixin
from programs.authoring.exercise_near import MOST_NEAR, Chosen, chosen_in
from programs.models import Exercise
from programs.models.dose import DOSE_FIELDS
from programs.plans.forms import DoseForm

LEAST_STEPS, MOST_STEPS, LONGEST_STEP = 2, 6, 200
LEVELS = [(1, "1, easiest"), (2, "2"), (3, "3"), (4, "4"), (5, "5, hardest")]
USUAL_LEVEL = 2
OWN_SOURCE = "Our clinic"
Position, Weight = Exercise.Position, Exercise.WeightBearing
# What the legs carry in a position, when nobody says otherwise.
USUAL_WEIGHT = {
    Position.STANDING: Weight.FULL,
    Position.WALKING: Weight.FULL,
    Position.KNEELING: Weight.PARTIAL,
    Position.HANDS_KNEES: Weight.PARTIAL,
}
PLAIN_WORDS = ("breathing", "feel_it", "avoid", "stop_if", "easier_text", "harder_text")
# Units: characters. What still fits on a sheet; the therapist's own notes may be longer.
LONGEST = dict.fromkeys(("start_position", *PLAIN_WORDS), 400)
LONGEST |= {"aliases": 1000, "precaution_note": 2000, "steps": MOST_STEPS * LONGEST_STEP}
# Of the patient's words, those that are not folded; and what stands under More.
FIRST = ("feel_it", "avoid")
MORE = ("precaution_note", "aliases", "code")
NEAR = ("easier_codes", "harder_codes")
NOT_NEEDED = ("code", "patient_name", "start_position", "weight_bearing", "dose_source")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def codes_in(text: str | None) -> list[str]:
    # A NUL is refused by PostgreSQL, and means nothing to anybody.
    return list(dict.fromkeys(re.findall(r"[^\s,;\0]+", (text or "").upper())))


class CodesField(forms.CharField):
    """Exercises by their codes, with commas between."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # codes, where others have words
        return codes_in(super().to_python(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial or "") != self.to_python(data or "")


class ExerciseForm(MediaFormMixin, DoseForm):
    class Meta:
        model = Exercise
        fields = [
            *("name", "patient_name", "aliases", "code", "type", "regions", "position"),
            *("equipment", "side", "difficulty", "needs_floor", "weight_bearing"),
            *("start_position", "steps", *PLAIN_WORDS, "muscles", "goals"),
            *("precautions", "precaution_note", "dose_source"),
            *(name for name in DOSE_FIELDS if name != "weekdays"),
        ]
        widgets = {
            **{name: _lines(2) for name in ("start_position", *PLAIN_WORDS, "aliases")},
            "steps": _lines(5),
            "precaution_note": _lines(3),
            **dict.fromkeys(TERMS, forms.CheckboxSelectMultiple),
        }
        labels = {
            "name": "Name, as therapists say it",
            "patient_name": "Name on the sheet",
            "aliases": "Other names",
            "needs_floor": "The patient has to get down to the floor",
            "weight_bearing": "Weight on the legs",
            "start_position": "How to start",
            "feel_it": "Feel it here",
            "stop_if": "Stop if",
            "easier_text": "How to make it easier",
            "harder_text": "How to make it harder",
            "precautions": "Think about it with",
            "precaution_note": "What to think about",
            "dose_source": "Where the dose is from",
        }
        help_texts = {
            "name": "",
            "patient_name": "In plain words. Left empty, it is the name above.",
            "code": "Left empty, it gets a free one.",
            "steps": "One step a line, two to six. Start each with what to do: Lift, Hold, Lower.",
            "precaution_note": "For therapists. Patients do not see it.",
            "dose_source": f"Left empty, it says “{OWN_SOURCE}”.",
        }

    difficulty = forms.TypedChoiceField(label="Level", choices=LEVELS, coerce=int)
    # made with the empty form, so that sending it twice is seen
    new_id = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=2**53 - 1
    )
    easier_codes = CodesField(required=False, label="Easier ones")
    harder_codes = CodesField(required=False, label="Harder ones")

    def __init__(self, *args: Any, member: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        for name in NOT_NEEDED:
            self.fields[name].required = False
        for name, longest in LONGEST.items():
            self.fields[name].validators.append(MaxLengthValidator(longest))
            self.fields[name].widget.attrs["maxlength"] = longest
        if not self._is_saved:
            self.initial["difficulty"], self.initial["new_id"] = USUAL_LEVEL, self.instance.pk
        self.fields["weight_bearing"].choices = [("", "As usual in that position"), *Weight.choices]  # type: ignore[attr-defined]  # a choice field
        if self._is_saved:
            for field in ("easier", "harder"):
                rows = getattr(self.instance, field).all()
                self.initial[f"{field}_codes"] = ", ".join(sorted(row.code for row in rows))
        self.add_media_fields()

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).upper()
        if code and not re.fullmatch(r"[A-Z0-9][A-Z0-9-]*", code):
            raise forms.ValidationError("A code has letters and digits only, such as KNEE7.")
        try:
            require_free_code(code, self.clinic, but_for=self.instance.pk)
        except CodeTakenError as error:
            raise forms.ValidationError(str(error)) from error
        return code

    def clean_aliases(self) -> str:
        return "\n".join(_full_lines(self.cleaned_data["aliases"]))

    def clean_steps(self) -> str:
        steps = _full_lines(self.cleaned_data["steps"])
        if not LEAST_STEPS <= len(steps) <= MOST_STEPS:
            raise forms.ValidationError(
                f"Here {'is' if len(steps) == 1 else 'are'} {len(steps)}. Write two to six steps,"
                " one a line."
            )
        if long := [step for step in steps if len(step) > LONGEST_STEP]:
            raise forms.ValidationError(f"Too long for one step: “{long[0][:40]}…”. Split it.")
        return "\n".join(steps)

    def clean_easier_codes(self) -> list[Exercise]:
        return self._named(self.cleaned_data["easier_codes"])

    def clean_harder_codes(self) -> list[Exercise]:
        return self._named(self.cleaned_data["harder_codes"])

    def _named(self, codes: list[str]) -> list[Exercise]:
        if len(codes) > MOST_NEAR:
            raise forms.ValidationError(f"These are {len(codes)}. Leave {MOST_NEAR} at most.")
        found = Exercise.objects.for_clinic(self.clinic).alias(upper=Upper("code"))
        rows = list(found.filter(upper__in=codes))
        unknown = set(codes) - {row.code.upper() for row in rows}
        if unknown:
            raise forms.ValidationError(
                f"No exercise in the library has the code {', '.join(sorted(unknown))}."
            )
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["patient_name"] = cleaned.get("patient_name") or cleaned.get("name", "")
        cleaned["dose_source"] = cleaned.get("dose_source") or OWN_SOURCE
        position = cleaned.get("position", "")
        usual = USUAL_WEIGHT.get(Position(position), Weight.NONE) if position else Weight.NONE
        cleaned["weight_bearing"] = cleaned.get("weight_bearing") or usual
        self.clean_media()
        return cleaned

    @property
    def words_more_open(self) -> bool:
        """Whether something in the fold has to be seen."""
        return any(
            self[name].value() or self[name].errors for name in PLAIN_WORDS if name not in FIRST
        )

    @property
    def more_open(self) -> bool:
        return any(self[name].errors for name in MORE)

    @property
    def near_open(self) -> bool:
        return any(self[name].value() or self[name].errors for name in NEAR)

    @cached_property
    def chosen(self) -> dict[str, list[Chosen]]:
        """What stands in the two lists of codes, right or wrong."""
        lists = {name: codes_in(self[name].value()) for name in NEAR}
        return chosen_in(lists, self.clinic)

    @property
    def draft(self) -> ExerciseDraft:
        """What was asked for. Give it a valid form."""
        cleaned = self.cleaned_data
        columns = {name: cleaned[name] for name in self.Meta.fields if name not in TERMS}
        return ExerciseDraft(
            columns=columns | {"weekdays": self.instance.weekdays},
            terms={name: list(cleaned[name]) for name in TERMS},
            easier=cleaned["easier_codes"],
            harder=cleaned["harder_codes"],
            pictures={frame: self.picture_draft(frame) for frame in FRAMES},
            video=self.video_draft(),
        )


def _full_lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
