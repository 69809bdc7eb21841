"""The patient's own sheet, to be opened and printed: which there is, and in which ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from clinic.models import Clinic
from programs.handouts.options import Options, Weeks, first_of_week, options_on, week_on
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
        return options_on(self.clinic, self.sheet, self.today)

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
        return OwnSheetForm(
            sent, usual=self.usual, words=self.words, from_week=week_on(self.sheet, self.today)
        )


def diary_spans(sheet: Sheet, today: date) -> Iterator[tuple[int, date, date]]:
    """The paper diaries from the week that it is: weeks, first and last day."""
    first = first_of_week(sheet, week_on(sheet, today))
    for weeks in filter(None, Weeks.values):
        yield weeks, first, first + timedelta(weeks=weeks, days=-1)
