"""What a member wants at hand: favourites, and what they use most."""

from django.db.models import Count, Max

from clinic.models import Member
from programs.models import Exercise, Favourite, Plan, PlanItem

MOST_USED = 24
LATEST_PLANS = 200
LAST_PLANS = 20  # what a therapist would call lately: some two days' work


def favourite_ids(member: Member) -> tuple[int, ...]:
    """The member's favourite exercises, the newest first. One statement."""
    kept = Favourite.objects.filter(member=member).order_by("-added_at", "-pk")
    return tuple(kept.values_list("exercise_id", flat=True))


def set_favourite(exercise: Exercise, *, is_wanted: bool, by: Member) -> None:
    """Keep an exercise at hand, or not. Asking twice is the same as asking once.

    No audit row: it is the member's own bookmark, and changes nothing that anybody else sees.
    """
    if is_wanted:
        Favourite.objects.get_or_create(member=by, exercise=exercise)
    else:
        Favourite.objects.filter(member=by, exercise=exercise).delete()


def lately_used_ids(member: Member, *, but_for: Plan | None = None) -> tuple[int, ...]:
    """What stands in this therapist's last few plans, most often first, then newest. One statement.

    Some of them may be retired by now. Not counted is the plan that is being built.
    """
    plans = Plan.objects.filter(therapist=member).exclude(pk=but_for.pk if but_for else 0)
    latest = plans.order_by("-created_at").values("pk")[:LAST_PLANS]
    items = PlanItem.objects.filter(phase__plan__in=latest).order_by()
    counted = items.values("exercise").annotate(
        times=Count("*"), newest=Max("phase__plan__created_at")
    )
    counted = counted.order_by("-times", "-newest", "exercise")[:MOST_USED]
    return tuple(counted.values_list("exercise", flat=True))


def most_used_ids(member: Member) -> tuple[int, ...]:
    """What stands most often in this therapist's latest plans, most often first. One statement.

    Some of them may be retired by now. The latest only: habits change, and a busy member's ten
    thousand items would take as long to count as everything else on the page.
    """
    latest = Plan.objects.filter(therapist=member).order_by("-created_at")[:LATEST_PLANS]
    items = PlanItem.objects.filter(phase__plan__in=latest.values("pk"))
    counted = items.order_by().values("exercise").annotate(times=Count("*"))
    counted = counted.order_by("-times", "exercise")[:MOST_USED]
    return tuple(counted.values_list("exercise", flat=True))
