"""Where the rows point: codes of other exercises, which must be there and not lead round."""

from collections.abc import Collection, Iterable, Mapping

from programs.exchange.cells import same
from programs.exchange.drafts import Draft
from programs.exchange.problems import Problems

# What a column asks for, where it is not any exercise.
NAMED = {
    "figure": "drawing",
    "easier": "starter exercise (your own name this one in their column harder)",
}


def check_codes(
    drafts: Iterable[Draft],
    own: Collection[str],
    starters: Collection[str],
    problems: Problems,
) -> None:
    """A code is the clinic's own, written as it is in the library, and no starter's."""
    written = {same(code): code for code in own}
    taken = {same(code) for code in starters}
    for draft in drafts:
        known = written.get(same(draft.code), draft.code)
        message = ""
        if known != draft.code:
            message = f"is written {known} in your library. Write it so here too."
        elif draft.code not in own and same(draft.code) in taken:
            message = (
                "is a starter exercise's code. Choose one of your own; copied_from may name it."
            )
        if message:
            problems.add(message, line=draft.line, code=draft.code, column="code")


def check_links(
    drafts: Iterable[Draft],
    known: Collection[str],
    starters: Collection[str],
    figures: Collection[str],
    problems: Problems,
) -> None:
    """``known`` holds every code that there will be; ``figures`` those that are drawn."""
    for draft in drafts:
        copied, figure = draft.values.get("copied_from", ""), draft.values.get("figure", "")
        named = [("harder", code, known) for code in sorted(draft.values.get("harder", ()))]
        named += [("easier", code, starters) for code in sorted(draft.values.get("easier", ()))]
        named += [("copied_from", copied, known)] if copied else []
        named += [("figure", figure, figures)] if figure else []
        for column, code, codes in named:
            if code not in codes:
                problems.add(
                    f"There is no {NAMED.get(column, 'exercise')} “{code}”."
                    + problems.guess(code, codes),
                    line=draft.line,
                    code=draft.code,
                    column=column,
                )


def check_circles(
    drafts: Iterable[Draft], harder: Mapping[str, frozenset[str]], problems: Problems
) -> None:
    """``harder`` holds all the links that there will be. Each circle is named once."""
    lines = {draft.code: draft.line for draft in drafts}
    for circle in _circles(harder):
        inside = [code for code in circle if code in lines]
        if inside:
            first = min(inside, key=lambda code: lines[code])
            at = circle.index(first)
            way = [*circle[at:], *circle[:at], first]
            problems.add(
                f"leads back to itself: {' → '.join(way[:8])}{' → …' if len(way) > 8 else ''}",
                line=lines[first],
                code=first,
                column="harder",
            )


def _circles(harder: Mapping[str, frozenset[str]]) -> Iterable[list[str]]:
    """Going down every link once; a link to where we came from closes a circle."""
    done: set[str] = set()
    for start in harder:
        way: list[str] = []
        on_way: set[str] = set()
        ahead = [(start, False)]
        while ahead:
            code, is_left = ahead.pop()
            if is_left:
                way.pop()
                on_way.discard(code)
                done.add(code)
            elif code in on_way:
                yield way[way.index(code) :]
            elif code not in done:
                way.append(code)
                on_way.add(code)
                ahead.append((code, True))
                ahead += [(other, False) for other in sorted(harder.get(code, ()))]
