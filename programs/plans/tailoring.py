"""What a plan's current phase has otherwise than the protocol that it was made from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from programs.dosing import Dose
from programs.models import Plan, PlanItem, PlanPhase, ProtocolItem


@dataclass(frozen=True)
class Tailoring:
    """Units: exercises of one phase."""

    added: int
    left_out: int
    dosed: int

    @property
    def words(self) -> str:
        """ "1 added, 2 with another dose"; empty for the protocol as it is."""
        return ", ".join(self._parts())

    def _parts(self) -> Iterator[str]:
        if self.added:
            yield f"{self.added} added"
        if self.left_out:
            yield f"{self.left_out} left out"
        if self.dosed:
            yield f"{self.dosed} with another dose"


def tailoring_of(plan: Plan, phase: PlanPhase, items: Iterable[PlanItem]) -> Tailoring:
    """Against the protocol as it is now, and its phase of the same name. One statement.

    What is taken from another of its phases, or from its options, counts as its own.
    """
    doses: dict[int, list[Dose]] = defaultdict(list)
    wanted = set()
    template = ProtocolItem.objects.filter(phase__protocol=plan.protocol_id).select_related("phase")
    for item in template:
        doses[item.exercise_id].append(item.dose)
        if item.phase.name == phase.name and not item.is_option:
            wanted.add(item.exercise_id)
    items = list(items)
    known = [item for item in items if item.exercise_id in doses]
    return Tailoring(
        added=len({item.exercise_id for item in items} - doses.keys()),
        left_out=len(wanted - {item.exercise_id for item in items}),
        dosed=sum(item.dose not in doses[item.exercise_id] for item in known),
    )
