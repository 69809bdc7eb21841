"""Elements followed from frame to frame, so that each is drawn once and then moved."""

import cmath
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, pairwise

from programs.figures.alike import Line, walked_alike
from programs.figures.elements import RING, Element

LEAP = 60.0  # what is so far from where it was a drawing before is another thing
STIFF = 1.2  # what misses its place by less than this, moved as a whole, is moved as a whole
NOTHING = 1e-6
SLIGHT = 0.003  # so little turning does not tell about which point


@dataclass(frozen=True)
class Turn:
    """Where a stiff thing is, as against its first frame: turned round ``pivot``, then shifted."""

    angle: float
    shift: complex

    def towards(self, last: "Turn", share: float) -> "Turn":
        angle = self.angle + (last.angle - self.angle) * share
        return Turn(angle, self.shift + (last.shift - self.shift) * share)


@dataclass(eq=False)
class Track:
    """One element through the frames in which it is there."""

    first: int
    elements: list[Element] = field(default_factory=list)
    still: Element | None = None  # the same in the last still, its outlines fitted

    @property
    def last(self) -> int:
        return self.first + len(self.elements) - 1

    @property
    def look(self) -> str:
        return self.elements[0].look

    @property
    def tag(self) -> str:
        return self.elements[0].tag

    @property
    def is_light(self) -> bool:
        return "fill-opacity" in self.look

    @property
    def is_still(self) -> bool:
        return all(element.text == self.elements[0].text for element in self.elements)

    @cached_property
    def lines(self) -> list[list[Line]]:
        """For each way of the element, its places in each frame: the same ones in all."""
        found = []
        for k, way in enumerate(self.elements[0].ways):
            points = [element.ways[k].points for element in self.elements]
            if way.is_outline:
                found.append(walked_alike(points, closed=way.commands == RING))
            else:
                found.append([[complex(*p) for p in places] for places in points])
        return found

    @cached_property
    def places(self) -> list[Line]:
        """All of them, by frame."""
        return [list(chain(*lines)) for lines in zip(*self.lines, strict=True)]

    @cached_property
    def text(self) -> str:
        """As it is in its last frame."""
        if self.still:
            return self.still.text
        element = self.elements[-1]
        if self.tag != "path" or not any(way.is_outline for way in element.ways):
            return element.text
        return f'<path d="{"".join(way.text for way in element.ways)}"{self.look}/>'


def followed(cels: Sequence[Sequence[Element]]) -> list[Track]:
    """The tracks of all elements, from back to front."""
    living = [Track(0, [element]) for element in cels[0]]
    tracks = [*living]
    for k, cel in enumerate(cels[1:], start=1):
        kept = _matches([track.elements[-1].kind for track in living], [e.kind for e in cel])
        now: list[Track] = []
        for i, element in enumerate(cel):
            track = living[kept[i]] if i in kept else None
            if track is None or element.leap_from(track.elements[-1]) > LEAP:
                track = Track(k)
                tracks.insert(tracks.index(now[-1]) + 1 if now else 0, track)
            track.elements.append(element)
            now.append(track)
        living = now
    return tracks


def match_still(tracks: Sequence[Track], still: Sequence[Element]) -> list[Element]:
    """Tell each track its element in the last still. The still's own ones, arrows, are given."""
    end = max(track.last for track in tracks)
    shown = [track for track in tracks if track.last == end]
    looks = [(track.tag, track.look) for track in shown]
    found = _matches(looks, [(element.tag, element.look) for element in still])
    for i, k in found.items():
        shown[k].still = still[i]
    return [element for i, element in enumerate(still) if i not in found]


def _matches(before: Sequence[object], now: Sequence[object]) -> dict[int, int]:
    """Which of those before each of those now is, in order."""
    blocks = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    return {b + i: a + i for a, b, size in blocks for i in range(size)}


@dataclass(frozen=True)
class Moves:
    """How some things move as a whole, as against their last frame, in each of their frames."""

    pivot: complex
    turns: list[Turn]
    is_stiff: bool  # they do not bend

    def evened(self, keys: Sequence[int], places: Sequence[float]) -> "Moves":
        """The same at these frames, and evenly from one to the next of them."""
        turns = []
        for a, b in pairwise(keys):
            for k in range(a, b):
                share = (places[k] - places[a]) / (places[b] - places[a])
                turns.append(self.turns[a].towards(self.turns[b], share))
        return replace(self, turns=[*turns, self.turns[keys[-1]]])

    def undone(self, k: int, line: Line) -> Line:
        """The places as they would be if the whole had not moved in frame k, but only bent."""
        turn = self.turns[k]
        back = cmath.rect(1, -turn.angle)
        return [self.pivot + (p - self.pivot - turn.shift) * back for p in line]


def moves_of(tracks: Sequence[Track]) -> Moves:
    """They must be there in the same frames."""
    each = (_stiff(track) for track in tracks)
    places: list[Line] = [list(chain(*frames)) for frames in zip(*each, strict=True)]
    base = places[-1]
    pivot = sum(base) / len(base)
    arms = [p - pivot for p in base]
    found: list[Turn] = []
    angle, is_stiff = 0.0, True
    for line in reversed(places):
        middle = sum(line) / len(line)
        overlap: complex = sum(
            (b - middle) * a.conjugate() for a, b in zip(arms, line, strict=True)
        )
        angle += cmath.phase(overlap * cmath.rect(1, -angle)) if abs(overlap) > NOTHING else 0.0
        way = cmath.rect(1, angle)
        off = max(abs(b - middle - a * way) for a, b in zip(arms, line, strict=True))
        is_stiff = is_stiff and off < STIFF
        found.append(Turn(angle, middle - pivot))
    return _about_hinge(Moves(pivot, found[::-1], is_stiff))


def _about_hinge(moves: Moves) -> Moves:
    """The same, told as turns about the point that is shifted least: a joint, often.

    That point needs few words, where any other runs along an arc.
    """
    ways = [cmath.rect(1, turn.angle) - 1 for turn in moves.turns]
    weight = sum(abs(way) ** 2 for way in ways)
    if weight < SLIGHT:
        return moves
    pull: complex = sum(
        way.conjugate() * turn.shift for way, turn in zip(ways, moves.turns, strict=True)
    )
    arm = -pull / weight
    shifted = [
        Turn(turn.angle, turn.shift + way * arm)
        for way, turn in zip(ways, moves.turns, strict=True)
    ]
    return Moves(moves.pivot + arm, shifted, moves.is_stiff)


def _stiff(track: Track) -> list[Line]:
    """The places by which a track is judged: a circle's rim does not turn."""
    if track.tag != "circle":
        return track.places
    radius = abs(track.places[0][1] - track.places[0][0])
    if all(abs(abs(rim - middle) - radius) < 0.2 for middle, rim in track.places):
        return [line[:1] for line in track.places]
    return track.places
