"""How a patient wants the sheet printed: the few choices that matter at home."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms

from programs.handouts.options import Ink, Layout, Options
from programs.handouts.own_sheet_words import OwnSheetWords

WHOLE = "whole"
# What "the whole sheet" is where the clinic prints it otherwise: the layout that everybody knows.
WHOLE_LAYOUTS = (Layout.STANDARD.value, Layout.COMPACT.value)


class OwnSheetForm(forms.Form):
    """``usual`` is how the clinic prints; ``words`` name the weeks that may be chosen, which begin
    with the sheet's week ``from_week``.
    """

    layout = forms.ChoiceField(widget=forms.RadioSelect)
    weeks = forms.TypedChoiceField(widget=forms.RadioSelect, coerce=int)
    is_line = forms.BooleanField(required=False)

    def __init__(self, sent: Any, *, usual: Options, words: OwnSheetWords, from_week: int) -> None:
        super().__init__(
            sent,
            initial={
                "layout": Layout.LARGE if usual.layout == Layout.LARGE else WHOLE,
                "weeks": usual.weeks or min(words.weeks),
                "is_line": usual.ink == Ink.LINE,
            },
        )
        self.usual, self.from_week = usual, from_week
        layouts = [
            (WHOLE, words.whole),
            (Layout.LARGE.value, words.large),
            (Layout.DIARY.value, words.diary),
        ]
        self._offer("layout", words.what, layouts, words.choose)
        self._offer("weeks", words.diary_for, list(words.weeks.items()), words.choose)
        self.fields["is_line"].label = words.line

    def _offer(self, name: str, label: str, choices: list[tuple[Any, str]], refusal: str) -> None:
        field: Any = self.fields[name]
        field.label, field.choices = label, choices
        field.error_messages |= {"required": refusal, "invalid_choice": refusal}

    @property
    def options(self) -> Options:
        """What a valid form asks for."""
        said, usual = self.cleaned_data, self.usual
        whole = usual.layout if usual.layout in WHOLE_LAYOUTS else Layout.STANDARD.value
        return replace(
            usual,
            layout=whole if said["layout"] == WHOLE else said["layout"],
            weeks=said["weeks"],
            from_week=self.from_week,
            ink=Ink.LINE.value if said["is_line"] else Ink.COLOUR.value,
            beside="",
        )

    @property
    def query(self) -> str:
        """A valid form's choices, as the end of an address."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode({name: "on" if value is True else value for name, value in said.items()})
