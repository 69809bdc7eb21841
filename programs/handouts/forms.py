"""How a sheet is to be printed, asked one choice at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from clinic.models import Clinic
from patients.models import Patient
from programs.handouts.options import (
    IN_TWO_LANGUAGES,
    Ink,
    Layout,
    Options,
    Paper,
    Weeks,
    first_of_week,
    languages_of,
    options_on,
    week_on,
)
from programs.handouts.words import date_words
from programs.languages import ENGLISH
from programs.sheet import Sheet

# Longer than any choice there is: what else was sent need not be carried on whole.
LONGEST = 20


@dataclass(frozen=True)
class Choice:
    """What a choice is called, and a short line on what it is for."""

    name: str
    note: str = ""

    def __str__(self) -> str:
        return self.name


LAYOUTS = {
    Layout.STANDARD: Choice("Standard", "14 point letters, both pictures, each step."),
    Layout.LARGE: Choice("Large print", "18 point letters, one exercise a page."),
    Layout.COMPACT: Choice("Compact", "The whole plan on as few pages as it takes."),
    Layout.DIARY: Choice("Diary only", "For a patient who has the exercises already."),
    Layout.CARDS: Choice("Cards", "One exercise on each card, to cut out."),
}
PAPERS = {
    Paper.A4: Choice("A4", "210 × 297 mm"),
    Paper.LETTER: Choice("US Letter", "8½ × 11 inches"),
}
INKS = {
    Ink.COLOUR: Choice("Colour", "Drawings and photos as on the screen."),
    Ink.LINE: Choice("Black and white", "Line drawings, for a plain printer."),
}
WEEKS = {weeks: Choice(weeks.label) for weeks in Weeks}
# As issued and next week: no other week there is to begin with.
NOT_BEGUN = 2
YES_OR_NO = (("yes", "Yes"), ("no", "No"))


def one_of(choices: Mapping[Any, Choice], label: str, refusal: str) -> dict[str, Any]:
    """What a field that offers these choices is made with."""
    return {
        "choices": [(one.value, choice) for one, choice in choices.items()],
        "widget": forms.RadioSelect,
        "label": label,
        "error_messages": {"required": refusal, "invalid_choice": refusal},
    }


class YesOrNo(forms.TypedChoiceField):
    """A tick whose absence is sent too, so that it differs from a field that was not asked."""

    def __init__(self, label: str) -> None:
        refusal = "Say yes or no."
        super().__init__(
            choices=YES_OR_NO,
            coerce=lambda value: value == "yes",
            label=label,
            error_messages={"required": refusal, "invalid_choice": refusal},
        )


class PrintForm(forms.Form):
    """What was sent, and the clinic's usual for what was not. When valid it has ``options``."""

    options: Options

    layout = forms.ChoiceField(**one_of(LAYOUTS, "Layout", "Choose one of these layouts."))
    paper = forms.ChoiceField(**one_of(PAPERS, "Paper", "Choose A4 or US Letter."))
    ink = forms.ChoiceField(**one_of(INKS, "Pictures", "Choose colour, or black and white."))
    weeks = forms.TypedChoiceField(
        coerce=int, **one_of(WEEKS, "Diary to fill in", "Choose no diary, or 1, 2 or 4 weeks.")
    )
    from_week = forms.TypedChoiceField(
        coerce=int, **one_of({}, "Diary from", "Choose one of these days for the diary to begin.")
    )
    has_leaflets = YesOrNo("The advice leaflets")
    has_name = YesOrNo("The patient’s name")
    language = forms.ChoiceField(**one_of({}, "Language", "This sheet is not in that language."))
    beside = forms.ChoiceField(
        required=False, **one_of({}, "Second language beside it", "Choose a language of the sheet.")
    )

    def __init__(
        self, sent: Mapping[str, Any], *, clinic: Clinic, sheet: Sheet, today: date
    ) -> None:
        self.usual = options_on(clinic, sheet, today)
        super().__init__(
            {name: sent.get(name, value) for name, value in _as_sent(self.usual).items()}
        )
        begins = list(_begins(sheet, today))
        self.fields["from_week"].choices = begins  # type: ignore[attr-defined]  # a choice field
        self.has_begun = len(begins) > NOT_BEGUN
        names = dict(Patient.Language.choices)
        spoken = [(code, Choice(names.get(code, code))) for code in languages_of(sheet)]
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]  # a choice field
        self.fields["beside"].choices = [("", Choice("None")), *spoken]  # type: ignore[attr-defined]  # a choice field
        self.has_languages = len(spoken) > 1

    def clean(self) -> dict[str, Any]:
        """The rules of Options again, so that each is said at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        layout, beside = cleaned.get("layout"), cleaned.get("beside")
        if layout == Layout.DIARY and cleaned.get("weeks") == Weeks.NONE:
            self.add_error("weeks", "A diary alone has 1, 2 or 4 weeks. Choose how many.")
        if beside and beside == cleaned.get("language"):
            self.add_error("beside", "That is the first language again. Choose another, or none.")
        elif beside and layout and layout not in IN_TWO_LANGUAGES:
            self.add_error("beside", "This layout has room for one language. Choose none here.")
        if not self.errors:
            begins = cleaned["from_week"] if cleaned["weeks"] else 1  # no diary, no other sheet
            self.options = replace(self.usual, **cleaned | {"from_week": begins})
        return cleaned

    @property
    def query(self) -> str:
        """What was chosen, right or wrong, as the end of an address."""
        return urlencode({name: str(self.data[name])[:LONGEST] for name in self.fields})


def _begins(sheet: Sheet, today: date) -> Iterator[tuple[int, Choice]]:
    """When a paper diary may begin: with the sheet, with the week that it is, or with the next."""
    now = week_on(sheet, today)
    notes = {now + 1: "Next week of the sheet.", now: "This week of the sheet.", 1: "As issued."}
    for week in sorted(notes):
        day = date_words(first_of_week(sheet, week), ENGLISH)
        yield week, Choice(day, notes[week])


def _as_sent(options: Options) -> dict[str, str]:
    """As a form sends it: a yes or a no is a word."""
    words = {True: "yes", False: "no"}
    return {
        name: words[value] if isinstance(value, bool) else str(value)
        for name, value in asdict(options).items()
    }
