"""The sheets of a batch, as many being set at once as may be, each by a process of its own."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from programs.diary.history import today_of
from programs.handouts.actions import Unmade, access_for, sought_handout, stored_pdf
from programs.handouts.errors import HandoutError
from programs.handouts.options import options_on
from programs.handouts.typesetting import AT_ONCE, RenderedHandout
from programs.models import Handout, PrintBatch, PrintBatchSheet, Revision
from programs.sheet import SheetError

NOT_AS_ISSUED = "It is not what was issued. Tell whoever looks after the server."

Made = tuple[PrintBatchSheet, Handout | None, bytes, str]


@dataclass(frozen=True)
class Begun:
    """A sheet that was stored before, or is being set, or has a problem."""

    sheet: PrintBatchSheet
    stored: Handout | None = None
    unmade: Unmade | None = None
    setting: "Future[RenderedHandout] | None" = None
    problem: str = ""


def made_sheets(batch: PrintBatch) -> Iterator[Made]:
    """In their order: each with its handout and PDF as the clinic prints, or why there is none.

    Only the setting is done by other threads: these ask nothing of the database.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for begun in _ahead(_begun(sheet, batch, pool) for sheet in _sheets(batch)):
            yield _ended(begun)


def _ahead(all_begun: Iterator[Begun]) -> Iterator[Begun]:
    """Each once those after it are under way, so that no process waits for what is done here."""
    under_way: deque[Begun] = deque()
    for begun in all_begun:
        under_way.append(begun)
        if len(under_way) > AT_ONCE:
            yield under_way.popleft()
    yield from under_way


def _sheets(batch: PrintBatch) -> Any:
    return batch.sheets.select_related("revision__plan__patient__clinic")


def _begun(sheet: PrintBatchSheet, batch: PrintBatch, pool: ThreadPoolExecutor) -> Begun:
    revision: Revision = sheet.revision
    patient = revision.plan.patient
    try:
        options = options_on(batch.clinic, revision.sheet, today_of(patient))
    except SheetError:
        return Begun(sheet, problem=NOT_AS_ISSUED)
    access = access_for(patient, by=batch.by)
    found = sought_handout(revision, access=access, options=options)
    if isinstance(found, Handout):
        return Begun(sheet, stored=found)
    return Begun(sheet, unmade=found, setting=pool.submit(found.set))


def _ended(begun: Begun) -> Made:
    handout, problem = begun.stored, begun.problem
    try:
        if begun.unmade and begun.setting:
            handout = begun.unmade.kept(begun.setting.result())
        return begun.sheet, handout, stored_pdf(handout) if handout else b"", problem
    except HandoutError as error:
        return begun.sheet, None, b"", str(error)
