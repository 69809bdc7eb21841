"""How a sheet is printed: what can be chosen, and what may be chosen together."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from clinic.models import Clinic
from programs.languages import ENGLISH, languages
from programs.sheet import Sheet

Layout = Clinic.SheetLayout
Ink = Clinic.Ink
Paper = Clinic.Paper
Weeks = Clinic.DiaryWeeks
IN_TWO_LANGUAGES = (Layout.STANDARD, Layout.LARGE)


@dataclass(frozen=True, kw_only=True)
class Options:
    """``language`` is the sheet's, ``beside`` a second one, or "".

    Units: ``weeks`` of the diary; 0 leaves it out. ``from_week`` is the number of its first one,
    counted from the sheet's first day: 1 for the sheet as it was issued.
    Errors: ValueError when there is no such choice.
    """

    layout: str = Layout.STANDARD.value
    paper: str = Paper.A4.value
    ink: str = Ink.COLOUR.value
    weeks: int = Weeks.TWO.value
    from_week: int = 1
    has_leaflets: bool = True
    has_name: bool = True
    language: str = ENGLISH.code
    beside: str = ""

    def __post_init__(self) -> None:
        Layout(self.layout), Paper(self.paper), Ink(self.ink), Weeks(self.weeks)
        if self.layout == Layout.DIARY and not self.weeks:
            raise ValueError("A sheet that is only a diary has 1, 2 or 4 weeks.")
        if self.from_week < 1:
            raise ValueError("A diary begins with week 1, or with a later one.")
        for code in (self.language, self.beside):
            if code and code not in languages():
                raise ValueError(f"There are no sheets in the language “{code}”.")
        if self.beside == self.language:
            raise ValueError("The second language is the first one again.")
        if self.beside and self.layout not in IN_TWO_LANGUAGES:
            raise ValueError("Two languages side by side need the standard layout or large print.")


def usual_options(clinic: Clinic, sheet: Sheet) -> Options:
    """As the clinic prints when it issues, in the patient's language."""
    return Options(
        layout=clinic.sheet_layout,
        paper=clinic.paper,
        ink=clinic.sheet_ink,
        weeks=clinic.sheet_weeks,
        has_leaflets=clinic.sheet_has_leaflets,
        language=language_of(sheet),
    )


def options_on(clinic: Clinic, sheet: Sheet, day: date) -> Options:
    """As the clinic prints on a day: where the diary that was issued is over, the weeks from then
    on, since nobody can tick days that are gone.
    """
    usual = usual_options(clinic, sheet)
    now = week_on(sheet, day)
    return replace(usual, from_week=now) if 0 < usual.weeks < now else usual


def week_on(sheet: Sheet, day: date) -> int:
    """The number of the sheet's week in which the day is; 1 also before its first day."""
    return max(0, (day - sheet.first_day).days) // 7 + 1


def first_of_week(sheet: Sheet, week: int) -> date:
    """The first day of a week of the sheet, by its number."""
    return sheet.first_day + timedelta(weeks=week - 1)


def language_of(sheet: Sheet) -> str:
    """The patient's language if the sheet was issued in it; else English."""
    return sheet.patient.language if sheet.patient.language in sheet.translations else "en"


def languages_of(sheet: Sheet) -> tuple[str, ...]:
    """Those that this sheet can be printed in."""
    return (ENGLISH.code, *sorted(set(sheet.translations) & set(languages())))
