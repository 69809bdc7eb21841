"""The models of programs, by room."""

from programs.models.diary import Entry, EntryVersion
from programs.models.library import Drawing, Exercise, Goal, Muscle, Picture, Region
from programs.models.plans import Handout, Plan, PlanItem, PlanPhase, Revision
from programs.models.protocols import Protocol, ProtocolItem, ProtocolPhase

__all__ = [
    "Drawing",
    "Entry",
    "EntryVersion",
    "Exercise",
    "Goal",
    "Handout",
    "Muscle",
    "Picture",
    "Plan",
    "PlanItem",
    "PlanPhase",
    "Protocol",
    "ProtocolItem",
    "ProtocolPhase",
    "Region",
    "Revision",
]
