"""The models of programs, by room."""

from programs.models.advice import Advice
from programs.models.at_hand import OwnDose, Snippet
from programs.models.diary import Entry, EntryVersion
from programs.models.exchange import LibraryImport
from programs.models.library import (
    Drawing,
    Exercise,
    Favourite,
    Goal,
    Muscle,
    Picture,
    Region,
)
from programs.models.media import Photo, Video
from programs.models.plans import Handout, Plan, PlanItem, PlanPhase, Revision
from programs.models.printing import PrintBatch, PrintBatchSheet, Printing
from programs.models.protocols import Protocol, ProtocolItem, ProtocolPhase
from programs.models.steps import PlanStep
from programs.models.translations import Translation

__all__ = [
    "Advice",
    "Drawing",
    "Entry",
    "EntryVersion",
    "Exercise",
    "Favourite",
    "Goal",
    "Handout",
    "LibraryImport",
    "Muscle",
    "OwnDose",
    "Photo",
    "Picture",
    "Plan",
    "PlanItem",
    "PlanPhase",
    "PlanStep",
    "PrintBatch",
    "PrintBatchSheet",
    "Printing",
    "Protocol",
    "ProtocolItem",
    "ProtocolPhase",
    "Region",
    "Revision",
    "Snippet",
    "Translation",
    "Video",
]
