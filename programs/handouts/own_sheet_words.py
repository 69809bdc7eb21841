"""What the portal says where a patient prints the sheet, in the sheet's language."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from programs.handouts.words import date_words, span_words
from programs.languages import Language


@dataclass(frozen=True)
class OwnSheetWords:
    """``made`` says which sheet it is. For how many weeks the diary is: ``weeks`` by number."""

    heading: str
    made: str
    open: str
    opens_as: str
    file: str
    another: str
    what: str
    whole: str
    large: str
    diary: str
    diary_for: str
    line: str
    make: str
    failed: str
    choose: str
    weeks: dict[int, str] = field(default_factory=dict)


def own_sheet_words(
    to: Language,
    *,
    number: int,
    made_on: date,
    phone: str,
    spans: Iterable[tuple[int, date, date]],
) -> OwnSheetWords:
    """``spans`` are the diaries to choose from: weeks, first and last day."""
    say = to.say
    return OwnSheetWords(
        heading=say("My sheet"),
        made=say("Sheet {number} · made on {date}", number=number, date=date_words(made_on, to)),
        open=say("Open my sheet"),
        opens_as=say(
            "It opens as a PDF file. You can read it, print it, or keep it on your phone. "
            "Once kept, it opens without a signal."
        ),
        file=say("sheet-{number}.pdf", number=number),
        another=say("Print it another way"),
        what=say("What do you want to print?"),
        whole=say("The whole sheet"),
        large=say("The whole sheet in large letters"),
        diary=say("Only the diary"),
        diary_for=say("A diary for how long?"),
        line=say("Black and white, with line drawings"),
        make=say("Make my sheet"),
        failed=say("Your sheet could not be made. Please call us: {phone}", phone=phone),
        choose=say("Choose one of these."),
        weeks={weeks: _diary_words(to, weeks, first, last) for weeks, first, last in spans},
    )


def _diary_words(to: Language, weeks: int, first: date, last: date) -> str:
    """ "2 weeks: 23 November to 6 December"."""
    # Not within the f-string: words there are not found by who collects them (fixed_words.py).
    length = to.count(weeks, "{n} week", "{n} weeks")
    return f"{length}: {span_words(first, last, to)}"
