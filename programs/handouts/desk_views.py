"""The print desk: today's and this week's sheets, and what was printed."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clinic.access import ClinicRequest, front_desk_may
from programs.handouts import desk
from programs.handouts.batch import MOST_SHEETS
from programs.models import Revision

PRINTINGS_A_PAGE = 50


# A search is posted although it changes nothing: names belong in no address and no log.
@front_desk_may
@require_http_methods(["GET", "HEAD", "POST"])
def print_desk(request: ClinicRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    words = request.POST.get("q", "").strip()[:100]
    is_week = asked.get("show") == "week"
    found = _sheets(request, words, is_week=is_week)
    choose_on = asked.get("choose")  # the page of which all that are not printed yet are chosen
    shown = Paginator(found, MOST_SHEETS).get_page(choose_on or asked.get("page"))
    rows = desk.rows(shown.object_list, choose_unprinted=bool(choose_on))
    context = {
        "page": shown,
        "rows": rows,
        "has_unprinted": any(row.printing is None for row in rows),
        "words": words,
        "is_week": is_week,
        "today": timezone.localdate(),
        "most": MOST_SHEETS,
    }
    if request.htmx:
        return render(request, "handouts/_desk_found.html", context)
    context["batches"] = desk.last_batches(request.clinic, timezone.now())
    return render(request, "handouts/print_desk.html", context)


def _sheets(request: ClinicRequest, words: str, *, is_week: bool) -> QuerySet[Revision]:
    if words:
        return desk.found_by(request.clinic, words)
    today = timezone.localdate()
    first, last = desk.week_of(today) if is_week else (today, today)
    return desk.wanted_between(request.clinic, first, last)


@require_safe
def print_log(request: ClinicRequest) -> HttpResponse:
    printings = Paginator(desk.log_of(request.clinic), PRINTINGS_A_PAGE)
    page = printings.get_page(request.GET.get("page"))
    shown = list(page)
    first = shown[-1] if shown and not page.has_next() else None
    context = {
        "page": page,
        "first": first,
        "has_earlier": not page.has_next() and desk.was_printed_before(request.clinic, first),
    }
    return render(request, "handouts/print_log.html", context)
