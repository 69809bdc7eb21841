"""Background work: one process beside the web that does what was asked for.

A piece of work has a row of its own, with a status and ``alive_at``, the last sign of life of
whoever works on it; its task takes the row's id. Tasks may run twice, at once too, and do the work
once: each begins by claiming its row and ends in one transaction that looks at it again. So a
process may be killed at any moment. Nobody tries a task again by itself: ``ROUNDS`` ring again for
rows that fell silent, whichever queue rang for them first.
"""

import logging
import os
import re
import resource
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from programs.exchange.actions import take_up_silent, tidy_up
from programs.handouts.batch import take_up_silent_batches
from programs.handouts.link_actions import take_up_silent_mails
from programs.plans.preview import forget_old_previews

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
ROUND_SECONDS = 30.0
# What was done is remembered so long, for whoever looks into a failure.
KEPT = timedelta(days=7)
# A process that has grown beyond this ends after its task; whoever started it starts a fresh one.
# Units: MiB.
MOST_MEMORY_MIB = 250


def forget_old_tasks(now: datetime) -> None:
    """Drop the queue's own rows that are of no use: finished ones, and those left by the killed."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    DBTaskResult.objects.running().filter(started_at__lt=now - KEPT).delete()


# Each is called with the present time, and may do nothing.
ROUNDS: tuple[Callable[[datetime], None], ...] = (
    forget_old_tasks,
    take_up_silent,
    take_up_silent_mails,
    tidy_up,
    take_up_silent_batches,
    forget_old_previews,
)


def is_on_the_database() -> bool:
    """Whether tasks wait in the database; otherwise another queue has workers of its own."""
    return str(settings.TASKS["default"]["BACKEND"]).startswith("django_tasks_db.")


def work_until_large() -> None:
    """Do tasks as they come, and go round."""
    next_round = 0.0
    while memory_mib() < MOST_MEMORY_MIB:
        close_old_connections()
        try:
            if time.monotonic() >= next_round:
                go_round(timezone.now())
                next_round = time.monotonic() + ROUND_SECONDS
            did_something = do_waiting_task()
        except OperationalError:  # the database is busy or away: nothing is lost by waiting
            logger.warning("The database does not answer; trying again.", exc_info=True)
            did_something = False
        if not did_something:
            time.sleep(POLL_SECONDS)


def go_round(now: datetime) -> None:
    for look_after in ROUNDS:
        look_after(now)


def do_waiting_task() -> bool:
    """Do one task that waits in the database, and say whether there was one.

    To look takes no lock: the queue's own worker would take SQLite's only one each second.
    """
    if not is_on_the_database() or not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{os.uname().nodename}-{os.getpid()}"[-64:],
        excluded_queue_names=[],
    ).run()
    return True


def end_with(pid: int) -> None:
    """End this process at once when that one has ended: no web, no work."""

    def watch() -> None:
        while _is_there(pid):
            time.sleep(POLL_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's by now
        return False
    return True


def memory_mib() -> float:
    """The most that this process ever had in memory.

    Not the system's own count, where there is another: a process that was started by a large one
    counts as large as that.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:  # no Linux
        status = ""
    if found := re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE):
        return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024**2 if sys.platform == "darwin" else most / 1024
