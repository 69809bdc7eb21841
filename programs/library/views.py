"""The exercise library, to look at and to search."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import replace_url

from clinic.access import ClinicRequest, clinical
from clinic.limits import at_most
from clinic.numbers import number_in
from programs.library import cards, pages
from programs.library.favourites import favourite_ids, set_favourite
from programs.library.finding import find
from programs.library.rows import near_rows, rows_for_plan
from programs.library.search import Search
from programs.models import Drawing, Exercise, Plan
from programs.plans.own_doses import own_doses

# As fast as anybody types, and too slow to copy a library by. Units: searches a minute.
SEARCHES = 240

# A drawing is a document of its own when opened alone: it may load, run and send nothing.
DRAWING_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


@login_not_required
@require_safe
@gzip_page
def drawing(request: HttpRequest, sha256: str) -> HttpResponse:
    """One picture, by the hash of its bytes. It never changes, and shows nobody."""
    found = get_object_or_404(Drawing, pk=sha256)
    return HttpResponse(found.svg, content_type="image/svg+xml", headers=DRAWING_HEADERS)


@require_safe
@at_most(SEARCHES, seconds=60)
def exercise_list(request: ClinicRequest) -> HttpResponse:
    search = Search.from_query(request.GET)
    liked = favourite_ids(request.member)
    found = find(search, request.clinic, favourites=liked)
    asked = request.GET.get("page", "1")
    page = cards.page_of(found, request.member, asked=asked, favourites=liked)
    search = found.search  # without what nobody knows any more
    context = {"search": search, "found": found, "page": page, "favourites": set(liked)}
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "library/_found_fragment.html", context)
        return replace_url(response, reverse("programs:exercise_list") + search.query())
    return render(request, "library/exercise_list.html", context)


@require_safe
def exercise_detail(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    exercise = get_object_or_404(pages.exercise_for_page(request.clinic), pk=exercise_id)
    is_left = request.GET.get("side") == "left"
    context = {
        "exercise": exercise,
        "is_left": is_left,
        "has_left": any(picture.is_left for picture in exercise.pictures.all()),
        "start": exercise.picture("start", is_left=is_left),
        "end": exercise.picture("end", is_left=is_left),
        "moving": exercise.picture("moving", is_left=is_left),
        "is_favourite": exercise.pk in favourite_ids(request.member),
        "own": own_doses(exercise, request.member),
        "protocols": pages.protocols_with(exercise, request.clinic),
        "active_plan_count": pages.active_plans_with(exercise, request.clinic),
    }
    return render(request, "library/exercise_detail.html", context)


@clinical
@require_safe
@at_most(SEARCHES, seconds=60)
def exercise_search(request: ClinicRequest) -> HttpResponse:
    """The rows beneath the builder's search box, each with a button that adds it to the plan.

    With "near", what is easier and harder than that exercise, whatever else is asked for.
    """
    plan, search = _plan_asked_for(request), Search.from_query(request.GET)
    near = request.GET.get("near", "")
    if near:
        rows = near_rows(number_in(near), request.clinic, plan)
    else:
        limit = number_in(request.GET.get("limit", ""))
        rows = rows_for_plan(search, request.member, request.clinic, plan, limit=limit)
    if rows is None:
        raise Http404
    context = {"plan": plan, "search": search, "rows": rows}
    return render(request, "library/_search_results.html", context)


@clinical
@require_POST
def exercise_favourite(request: ClinicRequest, exercise_id: int) -> HttpResponse:
    """Keeps an exercise at hand, or not: "wanted" says which, so that asking twice is harmless."""
    exercise = get_object_or_404(Exercise.objects.for_clinic(request.clinic), pk=exercise_id)
    is_wanted = request.POST.get("wanted") == "yes"
    set_favourite(exercise, is_wanted=is_wanted, by=request.member)
    if request.htmx:
        context = {
            "exercise": exercise,
            "address": request.path,
            "is_favourite": is_wanted,
            "has_words": request.GET.get("words") == "yes",
        }
        return render(request, "library/_favourite.html", context)
    return redirect(_page_it_came_from(request, exercise))


def _page_it_came_from(request: ClinicRequest, exercise: Exercise) -> str:
    """The list as it was searched, at this exercise's card; or else the exercise's own page."""
    library = reverse("programs:exercise_list")
    came_from, _, query = request.headers.get("Referer", "").partition("?")
    if not came_from.endswith(library):
        return exercise.get_absolute_url()
    return f"{library}?{query}#exercise-{exercise.pk}"


def _plan_asked_for(request: ClinicRequest) -> Plan | None:
    """The plan named in the address, if one is. Errors: Http404 when it is not this clinic's."""
    asked = request.GET.get("plan", "")
    if not asked:
        return None
    return get_object_or_404(Plan.objects.for_clinic(request.clinic), pk=number_in(asked))
