"""The libraries as they are searched: read once, kept in this process, and read again when changed.

One small statement asks how many exercises an owner has and when the newest was changed. While that
is as it was, what is kept holds: so any number of processes are right, and share nothing. Whoever
writes an exercise or what hangs on it sets its ``changed_at``.
"""

import sys
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from operator import itemgetter
from threading import Lock
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, Value
from django.urls import reverse
from django.utils import timezone

from clinic.models import Clinic
from patients.models import Equipment
from programs.library.index import Entry, Fact, Index
from programs.library.labels import Labels
from programs.library.synonyms import left_alone, synonyms
from programs.models import Exercise, Goal, Muscle, Picture, Region

# Together, in all that this process keeps: some 20 MB. The one just asked for is always kept.
MOST_EXERCISES = 20_000
# Two who write at once may finish in the other order, the older change last. So what was read while
# a change was this fresh is read once more when it has settled.
SETTLES_AFTER = timedelta(seconds=60)

# The relations that ticks ask, by the group's name.
RELATIONS = {
    "region": ("regions", Region),
    "equipment": ("equipment", Equipment),
    "muscle": ("muscles", Muscle),
    "goal": ("goals", Goal),
}
NOTHING = ("equipment", "none")
COLUMNS = (
    *("pk", "code", "name", "patient_name", "aliases", "status", "sign_off"),
    *("type", "position", "difficulty", "needs_floor"),
)
HASH = "0" * 64  # stands in an address for a picture's own
PICTURE_PAGES = ("drawing", "photo_thumbnail")


class Card(NamedTuple):
    """What a list shows of one exercise."""

    pk: int
    url: str
    code: str
    name: str
    facts: str  # "Hip, Low back · Strength · Mat"
    kit: tuple[str, ...]  # codes of what it needs
    is_signed: bool
    is_current: bool
    is_ours: bool
    pictures: tuple[str, ...]  # the addresses of start and end, or of the only one
    moving: str

    @property
    def favourite_url(self) -> str:
        """As in urls.py: a reverse for each card would take as long as the search."""
        return f"{self.url}favourite/"

    @property
    def thumbnail(self) -> str:
        """The end position says most in little space."""
        return self.pictures[-1] if self.pictures else ""


class Near(NamedTuple):
    """The ids of what is easier than one exercise, and harder."""

    easier: list[int]
    harder: list[int]


ALONE = Near([], [])


@dataclass(frozen=True)
class Library:
    """One owner's exercises, to search and to show.

    ``near`` has every pair of which one at least is the owner's.
    """

    index: Index
    cards: dict[int, Card]
    near: Mapping[int, Near]


class Stamp(NamedTuple):
    """Differs when an owner's exercises do, or the words of the vocabulary."""

    total: int
    newest: datetime
    is_settled: bool
    vocabulary: int


_kept: OrderedDict[int | None, tuple[Stamp, Library]] = OrderedDict()
_lock = Lock()


def libraries(clinic: Clinic, labels: Labels) -> tuple[Library, Library]:
    """The clinic's own and the starter library, whole. One statement, when nothing changed."""
    stamps = _stamps(clinic, labels)
    return _library(clinic.pk, stamps, labels), _library(None, stamps, labels)


def forget() -> None:
    with _lock:
        _kept.clear()


def _stamps(clinic: Clinic, labels: Labels) -> dict[int | None, Stamp]:
    owned, starters = Exercise.objects.owned_by(clinic), Exercise.objects.filter(clinic=None)
    settled, vocabulary = timezone.now() - SETTLES_AFTER, hash(tuple(labels.names.items()))
    return {
        owner: Stamp(count, newest, newest < settled, vocabulary)
        for owner, count, newest in _counted(owned).union(_counted(starters), all=True)
    }


def _counted(exercises: Any) -> Any:
    counted = exercises.order_by().values("clinic")
    counted = counted.annotate(count=Count("*"), newest=Max("changed_at"))
    return counted.values_list("clinic", "count", "newest")


def _library(owner: int | None, stamps: dict[int | None, Stamp], labels: Labels) -> Library:
    stamp = stamps.get(owner)
    if stamp is None:
        return Library(Index(()), {}, {})
    with _lock:
        kept = _kept.get(owner)
        if kept and kept[0] == stamp:
            _kept.move_to_end(owner)
            return kept[1]
    library = _read(owner, labels)
    with _lock:
        _kept[owner] = (stamp, library)
        _kept.move_to_end(owner)
        _let_go()
    return library


def _let_go() -> None:
    """Forgets what was not asked for longest, until there is room."""
    total = sum(len(library.cards) for _, library in _kept.values())
    while total > MOST_EXERCISES and len(_kept) > 1:
        _, (_, library) = _kept.popitem(last=False)
        total -= len(library.cards)


def _read(owner: int | None, labels: Labels) -> Library:
    """Seven statements, whatever the size."""
    terms, pictures = _terms_of(owner), _pictures_of(owner)
    rows = Exercise.objects.filter(clinic=owner).order_by().values_list(*COLUMNS, named=True)
    entries, cards = [], {}
    for row in rows:
        facts, shown = terms.pop(row.pk, []), pictures.pop(row.pk, {})
        entries.append(_entry(row, facts))
        cards[row.pk] = _card(row, facts, shown, labels, is_ours=owner is not None)
    return Library(Index(entries), cards, _near_of(owner))


def _terms_of(owner: int | None) -> dict[int, list[Fact]]:
    facts: defaultdict[int, list[Fact]] = defaultdict(list)
    for group, (relation, _) in RELATIONS.items():
        pairs = getattr(Exercise, relation).through.objects.filter(exercise__clinic=owner)
        for pk, code in pairs.values_list("exercise_id", f"{group}__code"):
            facts[pk].append(_fact(group, code))
    return facts


@cache
def _fact(group: str, value: str) -> Fact:
    """The same one each time: 5,000 exercises have some 50,000."""
    return group, value


def _pictures_of(owner: int | None) -> dict[int, dict[str, str]]:
    """The address of each frame, by exercise; of a sided one, the right side."""
    drawing, photo = (reverse(f"programs:{name}", args=[HASH]) for name in PICTURE_PAGES)
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    photographed = set()
    pictures = Picture.objects.filter(exercise__clinic=owner).order_by("-is_left")
    columns = ("exercise_id", "frame", "drawing_id", "photo__sha256")
    for pk, frame, svg, jpeg in pictures.values_list(*columns):
        found[pk][frame] = photo.replace(HASH, jpeg) if jpeg else drawing.replace(HASH, svg)
        if jpeg:
            photographed.add(pk)
    for pk in photographed:  # the drawing's movement would show another body
        found[pk].pop(Picture.Frame.MOVING, None)
    return found


def _near_of(owner: int | None) -> dict[int, Near]:
    pairs = Exercise.harder.through.objects.all()
    is_from, is_to = Q(from_exercise__clinic=owner), Q(to_exercise__clinic=owner)
    pairs = pairs.filter(is_from & is_to if owner is None else is_from | is_to)
    near: dict[int, Near] = {}
    for easier, harder in pairs.values_list("from_exercise", "to_exercise"):
        near.setdefault(easier, Near([], [])).harder.append(harder)
        near.setdefault(harder, Near([], [])).easier.append(easier)
    return near


@cache
def _page() -> str:
    """The address of the exercise 0: a reverse for each of 5,000 would take half a second."""
    return reverse("programs:exercise_detail", args=[0])


def _entry(row: Any, terms: list[Fact]) -> Entry:
    facts = [*terms, _fact("type", row.type), _fact("position", row.position)]
    facts.append(_fact("level", str(row.difficulty)))
    if not row.needs_floor:
        facts.append(_fact("floor", "no"))
    if NOTHING not in facts and needs_nothing(terms, needs_floor=row.needs_floor):
        facts.append(NOTHING)
    others = tuple(dict.fromkeys((row.patient_name, *row.aliases.splitlines())))
    is_current = row.status == Exercise.Status.CURRENT
    return Entry(row.pk, row.code, row.name, others, tuple(facts), is_current)


def _card(
    row: Any,
    terms: list[Fact],
    pictures: dict[str, str],
    labels: Labels,
    *,
    is_ours: bool,
) -> Card:
    regions, things = (
        ", ".join(sorted(labels.names[fact] for fact in terms if fact[0] == group))
        for group in ("region", "equipment")
    )
    kind = labels.names["type", row.type]
    kit = tuple(
        sorted(code for group, code in terms if group == "equipment" and code != NOTHING[1])
    )
    stills = dict.fromkeys(pictures[frame] for frame in ("start", "end") if frame in pictures)
    return Card(
        pk=row.pk,
        url=_page().replace("/0/", f"/{row.pk}/"),
        code=row.code,
        name=row.name,
        facts=sys.intern(f"{regions} · {kind} · {things or 'Nothing needed'}"),
        kit=kit,
        is_signed=row.sign_off == Exercise.SignOff.SIGNED,
        is_current=row.status == Exercise.Status.CURRENT,
        is_ours=is_ours,
        pictures=tuple(stills),
        moving=pictures.get("moving", ""),
    )


def needs_nothing(facts: Iterable[Fact], *, needs_floor: bool) -> bool:
    """Whether it is found under "Nothing".

    House rule: a mat counts as nothing where the floor is not needed, since every home has a bed.
    On the floor it counts: who has none would lie on boards.
    """
    things = {value for group, value in facts if group == "equipment"} - {"none"}
    return not things or (things == {"mat"} and not needs_floor)


def labels() -> Labels:
    """What the ticks are called. One statement."""
    first, *others = (_terms(group, model) for group, (_, model) in RELATIONS.items())
    return _labels(tuple(sorted(first.union(*others, all=True), key=itemgetter(2))))


def _terms(group: str, model: Any) -> Any:
    return model.objects.order_by().values_list(Value(group), "code", "name")


@lru_cache(maxsize=2)
def _labels(terms: tuple[tuple[str, str, str], ...]) -> Labels:
    names = {(group, code): name for group, code, name in terms}
    names |= {("position", value): str(name) for value, name in Exercise.Position.choices}
    names |= {("type", value): str(name) for value, name in Exercise.Type.choices}
    return Labels(names, synonyms(), left_alone())
