"""The patient's own sheet, to be opened and printed: which there is, and in which ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from clinic.models import Clinic
from programs.handouts.options import Options, Weeks, usual_options
from programs.handouts.own_sheet_words import OwnSheetWords, own_sheet_words
from programs.languages import language
from programs.models import Revision
from programs.portal.sheet_form import OwnSheetForm
from programs.sheet import Sheet


@dataclass(frozen=True)
class SheetPage:
    revision: Revision
    clinic: Clinic
    today: date

    @cached_property
    def sheet(self) -> Sheet:
        return self.revision.sheet

    @cached_property
    def usual(self) -> Options:
        return usual_options(self.clinic, self.sheet)

    @cached_property
    def words(self) -> OwnSheetWords:
        return own_sheet_words(
            language(self.usual.language),
            number=self.revision.number,
            made_on=self.sheet.issued_on,
            phone=self.clinic.phone,
            spans=diary_spans(self.sheet, self.today),
        )

    def form(self, sent: Any = None) -> OwnSheetForm:
        return OwnSheetForm(sent, usual=self.usual, words=self.words)


def diary_spans(sheet: Sheet, today: date) -> Iterator[tuple[int, date, date]]:
    """The paper diaries with a day to come: weeks, first and last day."""
    first = max(sheet.issued_on, sheet.starts_on)
    for weeks in Weeks.values:
        last = first + timedelta(weeks=weeks, days=-1)
        if weeks and last >= today:
            yield weeks, first, last
