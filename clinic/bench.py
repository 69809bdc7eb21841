"""What a web worker weighs: ``measure()`` for ``make bench``. Needs Linux's /proc."""

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from clinic.models import Clinic, Member

PAGES = ("/patients/", "/library/", "/protocols/", "/clinic/", "/clinic/audit/", "/urgent/")
ROUNDS = 60
TARGET_MIB = 120
# One worker of wger, the closest open-source product, on a machine like ours. Units: MiB.
WGER_MIB = 235
START_SECONDS = 30


def measure() -> list[dict[str, Any]]:
    """The most memory that one worker held while staff looked around and nothing was printed."""
    clinic = Clinic.objects.create(name="Bench", phone="0", emergency_text="Call 999.")
    email = f"{secrets.token_hex(8)}@bench.example"
    owner = Member.objects.create_user(email, clinic=clinic, name="Bench", role=Member.Role.OWNER)
    client = Client()
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with _worker() as (port, process_id):
        _look_around(port, cookie)
        value = _most_mib(process_id)
    return [
        {
            "name": f"memory of a web worker, at most, over {ROUNDS * len(PAGES)} pages",
            "value": round(value),
            "unit": "MiB",
            "target": f"{TARGET_MIB} MiB",
            "met": value <= TARGET_MIB,
            "compared_to": f"wger, {WGER_MIB} MiB, measured before",
            "ratio": round(WGER_MIB / value, 2),
        }
    ]


@contextmanager
def _worker() -> Iterator[tuple[int, int]]:
    """A server with one worker: its port, and the worker's process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "clinic.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--worker-class", "gthread", "--threads", "4"]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=settings.BASE_DIR)  # noqa: S603  # our own server
    try:
        _wait_for(port)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield port, int(children[0])
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)


def _wait_for(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/urgent/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The server for the benchmark did not start.")


def _look_around(port: int, cookie: str) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    for page in PAGES * ROUNDS:
        connection.request("GET", page, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{page} was answered with {answer.status}.")


def _most_mib(process_id: int) -> float:
    status = Path(f"/proc/{process_id}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024
