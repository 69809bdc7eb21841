"""Does the background work: see programs/background.py."""

import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from programs import background


class Command(BaseCommand):
    help = "Does what waits in the background, until it is stopped. It may be killed at any time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do what waits now, go round once, and end."
        )
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="End as soon as that process has ended."
        )

    def handle(self, *, once: bool, beside: int | None, **options: Any) -> None:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a traceback
        if beside:
            background.end_with(beside)
        if not once:
            background.work_until_large()
            sys.exit("The worker has grown large and ends, so that a fresh one may start.")
        background.go_round(timezone.now())
        while background.do_waiting_task():
            pass
