"""What the pages about imports show, in a fixed number of statements."""

import csv
import io
from typing import Any

from django.db.models.fields.json import KT

from clinic.models import Clinic
from programs.exchange.cells import guarded
from programs.exchange.problems import Problem
from programs.models import Exercise, LibraryImport

HISTORY_SIZE = 20
SHOWN_PROBLEMS = 100


def history(clinic: Clinic) -> Any:
    """The clinic's last imports with what each brought, without their long reports."""
    found = LibraryImport.objects.for_clinic(clinic).select_related("by").defer("report")
    return found.annotate(
        new_count=KT("report__summary__new"), changed_count=KT("report__summary__changed")
    )[:HISTORY_SIZE]


def own_count(clinic: Clinic) -> int:
    count: int = Exercise.objects.owned_by(clinic).count()
    return count


def problems_of(one: LibraryImport) -> list[Problem]:
    return [Problem(*found) for found in one.report.get("problems", [])]


def report_context(one: LibraryImport) -> dict[str, Any]:
    """What an import's page says; while it is worked on, its report is not even read."""
    if one.is_at_work:
        return {"import": one}
    problems, more = problems_of(one), one.report.get("more", 0)
    return {
        "import": one,
        "summary": one.report.get("summary"),
        "problems": problems[:SHOWN_PROBLEMS],
        "problem_count": len(problems) + more,
        "hidden_count": max(0, len(problems) + more - SHOWN_PROBLEMS),
    }


def problems_csv(one: LibraryImport) -> str:
    """All problems that were kept, for a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["line", "code", "column", "problem"])
    for found in problems_of(one):
        writer.writerow([found.line or "", *(guarded(cell) for cell in found[1:])])
    if more := one.report.get("more", 0):
        writer.writerow(["", "", "", f"There are {more} more. Mend these first."])
    return "\ufeff" + text.getvalue()
