"""``manage.py forget_media``: lets go of files that nothing needs any more."""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from programs.media.forgetting import forget, forget_batch, old_batches, stray_files, unused


class Command(BaseCommand):
    help = (
        "Counts photographs and videos that no exercise and no sheet shows, and PDFs of batches "
        "that are older than a day; --now deletes them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="delete them, not only count")

    def handle(self, *args: Any, now: bool, **options: Any) -> None:
        moment = timezone.now()
        rows = unused(moment)
        files = list(stray_files(moment))
        batches = old_batches(moment)
        if now:
            rows = [row for row in rows if forget(row)]
            for name in files:
                default_storage.delete(name)
            for batch in batches:
                forget_batch(batch)
        did = "Deleted" if now else "To delete with --now"
        self.stdout.write(f"{did}: {len(rows)} photos and videos, {len(files)} stray files.")
        self.stdout.write(f"{did}: {len(batches)} PDFs of many sheets.")
