"""What the patient's page shows, gathered. The page itself only says it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.http import QueryDict
from django.utils import timezone

from patients.access import current_access
from patients.models import Access, Patient, PortalSession
from programs.diary.history import sheet_history
from programs.models import Plan, Revision
from programs.review import records
from programs.review.chart import Chart, chart, range_words
from programs.review.grid import Grid, Line, grid

PERIODS_DAYS = (7, 14, 28)
USUAL_PERIOD_DAYS = 14
PAINS = range(1, 11)


@dataclass(frozen=True)
class Choice:
    """What the therapist chose to look at: how many days before today, and from which pain."""

    days: int = USUAL_PERIOD_DAYS
    pain_from: int | None = None

    @property
    def periods(self) -> tuple[int, ...]:
        return PERIODS_DAYS

    @property
    def pains(self) -> range:
        return PAINS

    @classmethod
    def of(cls, query: QueryDict) -> "Choice":
        """Anything that is not one of the choices counts as not chosen."""
        days, pain = query.get("days", ""), query.get("pain", "")
        return cls(
            days=next((n for n in PERIODS_DAYS if str(n) == days), USUAL_PERIOD_DAYS),
            pain_from=next((n for n in PAINS if str(n) == pain), None),
        )


@dataclass(frozen=True, kw_only=True)
class DayReadings:
    """The charts in words, one line a day."""

    day: date
    pain: str
    effort: str


@dataclass(frozen=True, kw_only=True)
class Review:
    choice: Choice
    first: date
    last_counted: date
    has_history: bool
    grid: Grid
    lines: list[Line]
    pain: Chart
    effort: Chart
    by_day: list[DayReadings]

    @property
    def counted_from(self) -> date:
        """The first day of the period on which anything was asked or told."""
        return self.grid.heads[0].day if self.grid.heads else self.first

    @property
    def notes(self) -> list[Line]:
        return [line for line in self.lines if line.note or line.reason]

    @property
    def corrected(self) -> list[Line]:
        return [line for line in self.lines if line.is_corrected]


def review_of(patient: Patient, choice: Choice, *, today: date) -> Review:
    """The diary of the days before today that were chosen, and today's so far."""
    first = today - timedelta(days=choice.days)
    lines = records.lines(patient, first=first, last=today)
    history = sheet_history(patient, first=first)
    shown = grid(history, lines, first=first, today=today, pain_from=choice.pain_from)
    days = [head.day for head in shown.heads]
    pain = _readings([(line.day, line.pain_0_to_10) for line in lines])
    effort = _readings([(line.day, line.effort_0_to_10) for line in lines])
    return Review(
        choice=choice,
        first=first,
        last_counted=today - timedelta(days=1),
        has_history=bool(history),
        grid=shown,
        lines=lines,
        pain=chart(pain, days=days, missing=shown.missing_days, value_from=choice.pain_from),
        effort=chart(effort, days=days, missing=shown.missing_days),
        by_day=[
            DayReadings(
                day=day,
                pain=range_words(pain.get(day, [])),
                effort=range_words(effort.get(day, [])),
            )
            for day in reversed(days)
            if day in pain or day in effort
        ],
    )


def _readings(pairs: list[tuple[date, int | None]]) -> dict[date, list[int]]:
    found: dict[date, list[int]] = {}
    for day, value in pairs:
        if value is not None:
            found.setdefault(day, []).append(value)
    return found


def plans_of(patient: Patient, *, with_drafts: bool) -> list[Plan]:
    """With who issued what and when, in two statements; the sheets themselves are not read."""
    revisions = Revision.objects.defer("sheet_json").select_related("issued_by")
    plans = patient.plans.select_related("therapist").order_by("status", "-created_at")
    if not with_drafts:
        plans = plans.exclude(status=Plan.Status.DRAFT)
    return list(plans.prefetch_related(Prefetch("revisions", revisions)))


@dataclass(frozen=True)
class Standing:
    """Which plan is the one to open next, and what was issued last."""

    plans: list[Plan]

    @property
    def active(self) -> Plan | None:
        return next((plan for plan in self.plans if plan.status == Plan.Status.ACTIVE), None)

    @property
    def draft(self) -> Plan | None:
        return next((plan for plan in self.plans if plan.status == Plan.Status.DRAFT), None)

    @property
    def current(self) -> list[Plan]:
        return [plan for plan in self.plans if not plan.is_ended]

    @property
    def ended(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.is_ended]

    @property
    def newest_revision(self) -> Revision | None:
        """The active plan's: the one that the patient works from."""
        return next(iter(self.active.revisions.all()), None) if self.active else None


@dataclass(frozen=True)
class AccessCard:
    access: Access | None
    phones: list[PortalSession]


def access_of(patient: Patient) -> AccessCard:
    """The current code and the phones that are in with it. Two statements."""
    access = current_access(patient)
    if access is None:
        return AccessCard(None, [])
    phones = PortalSession.objects.filter(access=access).open_at(timezone.now())
    return AccessCard(access, list(phones.order_by("-created_at")))
