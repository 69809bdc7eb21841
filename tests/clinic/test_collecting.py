import subprocess
import sys

from django.conf import settings

LOOK = "import clinic.wsgi, gc; print(gc.get_freeze_count() > 50_000, *gc.get_threshold())"


def test_worker_leaves_what_it_loaded_alone() -> None:
    command = [sys.executable, "-c", LOOK]

    seen = subprocess.run(  # noqa: S603  # our own program
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )

    assert seen.stdout.split() == ["True", "10000", "20", "50"]
