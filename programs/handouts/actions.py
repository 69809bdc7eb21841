"""Storing handouts, and giving back exactly what was stored."""

import hashlib
import logging
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction

from clinic import audit
from clinic.models import Clinic, Member
from patients.access import current_access, issue_access
from patients.models import Access, Patient
from programs.handouts.errors import HandoutError
from programs.handouts.greys import in_grey
from programs.handouts.options import Ink, Options
from programs.handouts.render import render_handout
from programs.handouts.typesetting import RenderedHandout
from programs.media.errors import LostError
from programs.media.printing import printed_address
from programs.models import Drawing, Handout, Photo, PrintBatch, Printing, Revision
from programs.sheet import Sheet

NOT_KEPT = "The server could not keep the sheet: its disk may be full. Tell who runs it."

logger = logging.getLogger(__name__)


def drawings_of(sheet: Sheet, clinic: Clinic, ink: str = Ink.COLOUR) -> dict[str, str]:
    """What stands on the sheet by its SHA-256: a drawing's SVG, a photograph's data: address.

    A drawing that has no lines yet is given in greys where lines are asked for.
    One query, and one more when there are photographs. One whose file is gone is left out.
    """
    pictures = [picture for item in sheet.items for picture in (item.start, item.end) if picture]
    wanted = {picture.drawing for picture in pictures if picture.drawing}
    svgs = Drawing.objects.filter(pk__in=wanted).values_list("sha256", "svg", "line_svg")
    found = {
        sha256: svg if ink == Ink.COLOUR else line_svg or in_grey(svg)
        for sha256, svg, line_svg in svgs
    }
    if photos := {picture.photo for picture in pictures if picture.photo}:
        kept = Photo.objects.for_clinic(clinic).filter(sha256__in=photos)
        found |= {photo.sha256: address for photo in kept if (address := _printed(photo, ink))}
    return found


def _printed(photo: Photo, ink: str) -> str:
    try:
        return printed_address(photo, is_grey=ink != Ink.COLOUR)
    except LostError:  # the sheet says so in a box, rather than not being printed
        return ""


def store_handout(
    revision: Revision, access: Access, rendered: RenderedHandout, options: Options
) -> Handout:
    """Keep a rendered handout. Its file's name says nothing.

    Errors: IntegrityError when this one is kept already; its file is then not left behind.
    HandoutError when it cannot be written.
    """
    handout = Handout(
        revision=revision,
        access=access,
        sha256=hashlib.sha256(rendered.pdf).hexdigest(),
        pages=rendered.pages,
        **asdict(options),
    )
    _keep_file(handout, rendered.pdf)
    try:
        with transaction.atomic():
            handout.save(force_insert=True)
    except IntegrityError:
        handout.file.delete(save=False)
        raise
    return handout


def _keep_file(handout: Handout, pdf: bytes) -> None:
    """Errors: HandoutError when there is no room for it, or nobody may write there."""
    name = f"{secrets.token_hex(16)}.pdf"
    try:
        handout.file.save(name, ContentFile(pdf), save=False)
    except OSError as error:
        logger.exception("A sheet could not be kept.")
        with suppress(OSError):  # what a full disk took of it
            handout.file.storage.delete(handout.file.field.generate_filename(handout, name))
        raise HandoutError(NOT_KEPT) from error


def stored_handout(revision: Revision, *, access: Access, options: Options) -> Handout | None:
    """The handout with this code, printed in this way, if it was ever rendered."""
    kept = Handout.objects.filter(revision=revision, access=access, **asdict(options))
    found: Handout | None = kept.first()
    return found


def handout_for(revision: Revision, *, access: Access, options: Options) -> Handout:
    """The stored handout with this code, printed in this way, or one made and stored now.

    One whose file was lost or changed is made again, so that a patient can still have a sheet.
    Errors: HandoutError when it cannot be printed.
    """
    found = sought_handout(revision, access=access, options=options)
    return found if isinstance(found, Handout) else found.kept(found.set())


def sought_handout(revision: Revision, *, access: Access, options: Options) -> "Handout | Unmade":
    """The stored handout with this code, printed in this way, or what it takes to make it."""
    found = stored_handout(revision, access=access, options=options)
    if found is not None and _is_intact(found):
        return found
    drawings = drawings_of(revision.sheet, revision.plan.patient.clinic, options.ink)
    return Unmade(revision, access, options, drawings, lost=found)


@dataclass(frozen=True)
class Unmade:
    """A handout that is to be made. ``lost`` is the one whose file was lost or changed."""

    revision: Revision
    access: Access
    options: Options
    drawings: dict[str, str]
    lost: Handout | None

    def set(self) -> RenderedHandout:
        """Asks nothing of the database, so that several may be set at once.

        Errors: HandoutError when it cannot be printed.
        """
        return render_handout(
            self.revision.sheet, self.options, code=self.access.code, drawings=self.drawings
        )

    def kept(self, rendered: RenderedHandout) -> Handout:
        """Errors: HandoutError when there is no room for its file."""
        if self.lost is not None:
            return _made_again(self.lost, rendered)
        try:
            return store_handout(self.revision, self.access, rendered, self.options)
        except IntegrityError:  # somebody printed it in the same moment
            access, options = self.access, self.options
            winner = stored_handout(self.revision, access=access, options=options)
            if winner is None:
                raise
            return winner


def _is_intact(handout: Handout) -> bool:
    try:
        stored_pdf(handout)
    except HandoutError:
        logger.exception("Handout %d is made again.", handout.pk)
        return False
    return True


@transaction.atomic
def _made_again(lost: Handout, rendered: RenderedHandout) -> Handout:
    """The audit says so: the bytes may be others, where sheets have come to look otherwise.

    Of two who find it lost at once, the second gets what the first has made.
    """
    handout: Handout = Handout.objects.select_for_update().get(pk=lost.pk)
    if handout.file.name != lost.file.name:
        return handout
    patient = handout.revision.plan.patient
    transaction.on_commit(partial(_let_go, handout.file.storage, str(handout.file.name)))
    handout.sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    handout.pages = rendered.pages
    _keep_file(handout, rendered.pdf)
    handout.save(update_fields=["file", "sha256", "pages"])
    audit.record(
        audit.Action.CHANGE, f"handout {handout.pk}", clinic=patient.clinic, patient=patient
    )
    return handout


def _let_go(storage: Storage, name: str) -> None:
    """A changed file that no row knows any more. One that cannot be deleted stops nobody."""
    try:
        storage.delete(name)
    except OSError:
        logger.exception("A changed file of a sheet could not be deleted.")


def print_handout(revision: Revision, *, options: Options, by: Member) -> Handout:
    """The handout that is to be printed, with the code that lets the patient in today.

    Not one transaction: rendering takes long, and would keep everybody else from writing.
    Errors: HandoutError when it cannot be printed.
    """
    access = access_for(revision.plan.patient, by=by)
    handout = handout_for(revision, access=access, options=options)
    note_printing(handout, by=by)
    return handout


def access_for(patient: Patient, *, by: Member | None) -> Access:
    """The code that lets the patient in today, made now if there is none."""
    return current_access(patient) or _first_access(patient, by=by)


@transaction.atomic
def _first_access(patient: Patient, *, by: Member | None) -> Access:
    """Two who print at once get the same: a second code would end that on the first paper."""
    Patient.objects.select_for_update().get(pk=patient.pk)
    return current_access(patient) or issue_access(patient, by=by)


@transaction.atomic
def note_printing(handout: Handout, *, by: Member | None, batch: PrintBatch | None = None) -> None:
    """In the log of what was printed, and in the audit."""
    patient = handout.revision.plan.patient
    Printing.objects.create(clinic=patient.clinic, handout=handout, by=by, batch=batch)
    subject = f"handout {handout.pk}"
    audit.record(audit.Action.PRINT, subject, clinic=patient.clinic, by=by, patient=patient)


def stored_pdf(handout: Handout) -> bytes:
    """The bytes of a handout as they were stored.

    Errors: HandoutError when the file is gone, or is not the one that was stored.
    """
    try:
        with handout.file.open("rb") as file:
            pdf: bytes = file.read()
    except FileNotFoundError as error:
        raise HandoutError(f"The file of handout {handout.pk} is gone.") from error
    except (OSError, SuspiciousFileOperation) as error:
        raise HandoutError(f"The file of handout {handout.pk} cannot be read.") from error
    if hashlib.sha256(pdf).hexdigest() != handout.sha256:
        raise HandoutError(f"Handout {handout.pk} is not the one that was stored.")
    return pdf
