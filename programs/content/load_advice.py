"""Writes the starter leaflets, a few statements in all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from programs.content.starters import StarterAdvice
from programs.content.tally import Tally
from programs.models import Advice, Region

COLUMNS = ("name", "main_message", "body", "therapist_note", "source", "sign_off")

Starters = Mapping[str, StarterAdvice]


def load_advice(starters: Sequence[StarterAdvice]) -> Tally:
    """Write the leaflets that differ. The words for their regions must be there."""
    wanted = {starter.code: starter for starter in starters}
    found = Advice.objects.filter(clinic=None).prefetch_related("regions")
    rows: dict[str, Advice] = {row.code: row for row in found}
    added = [
        Advice(code=code, **_columns(starter))
        for code, starter in wanted.items()
        if code not in rows
    ]
    changed = [row for code, row in rows.items() if code in wanted and _differs(row, wanted[code])]
    for row in changed:
        row.version += 1
        row.changed_at = timezone.now()
        for name, value in _columns(wanted[row.code]).items():
            setattr(row, name, value)
    _write(added, changed, wanted)
    return Tally(len(added), len(changed), _retire(rows, wanted))


def _columns(starter: StarterAdvice) -> dict[str, Any]:
    return {name: getattr(starter, name) for name in COLUMNS} | {"status": Advice.Status.CURRENT}


def _differs(row: Advice, starter: StarterAdvice) -> bool:
    """Whether the row says anything else. Reads prefetched regions only."""
    if any(getattr(row, name) != value for name, value in _columns(starter).items()):
        return True
    return {region.code for region in row.regions.all()} != set(starter.regions)


def _write(added: list[Advice], changed: list[Advice], wanted: Starters) -> None:
    written = [*added, *changed]
    if not written:
        return
    Advice.objects.bulk_create(added)
    Advice.objects.bulk_update(changed, [*COLUMNS, "status", "version", "changed_at"])
    ids = dict(Region.objects.values_list("code", "pk"))
    through = Advice.regions.through
    through._default_manager.filter(advice__in=written).delete()
    through._default_manager.bulk_create(
        [
            through(advice_id=row.pk, region_id=ids[code])
            for row in written
            for code in wanted[row.code].regions
        ]
    )


def _retire(rows: Mapping[str, Advice], wanted: Starters) -> int:
    """Plans may still hold what left the files, so it is kept, out of the list."""
    gone = [
        row.pk
        for code, row in rows.items()
        if code not in wanted and row.status == Advice.Status.CURRENT
    ]
    if gone:
        Advice.objects.filter(pk__in=gone).update(status=Advice.Status.RETIRED)
    return len(gone)
