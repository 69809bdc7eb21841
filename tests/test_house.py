"""The rules of the house that a machine can check (CONTRIBUTING.md)."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.forms import BaseModelForm

from clinic.forms import ClinicForm
from clinic.models import Clinic
from clinic.owned import ClinicQuerySet
from tests.urls import our_patterns

ROOT = Path(__file__).resolve().parent.parent
APPS = ("clinic", "patients", "programs")  # each may import those before it
TOP_LEVEL = {
    *APPS,
    *("templates", "tests", "docs", ".ci"),
    *("manage.py", "requirements.txt", "pyproject.toml", "Makefile", ".gitignore"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SOURCES.md"),
}
# Arithmetic and content: read, run and tested without Django.
NO_DJANGO = (
    "programs/dosing.py",
    "programs/leaflet.py",
    "programs/sheet.py",
    "programs/diary/schedule.py",
    "programs/content/reader.py",
    "programs/figures/*.py",
    "programs/handouts/printer.py",
)


def tracked(pattern: str) -> list[Path]:
    """The project's files with such a name, wherever they are, new ones included."""
    listed = subprocess.run(  # noqa: S603  # a fixed command
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


def ours(pattern: str) -> list[Path]:
    """The same, of the product itself: no tests, no migrations."""
    return [
        path
        for path in tracked(pattern)
        if path.relative_to(ROOT).parts[0] in (*APPS, "templates")
        and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if isinstance(node, ast.stmt | ast.expr | ast.excepthandler) else ""
    return f"{path.relative_to(ROOT)}{line}"


def imports(node: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Each module imported below this node, but for types only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(child, ast.Import):
            yield from ((alias.name, child) for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module, child
        else:
            yield from imports(child)


def test_imports_run_one_way() -> None:
    wrong = []
    for path in ours("*.py"):
        rank = APPS.index(path.relative_to(ROOT).parts[0])
        later = {*APPS[rank + 1 :], "tests"}
        wrong += [
            place(path, node) for name, node in imports(tree(path)) if name.split(".")[0] in later
        ]

    assert wrong == []


def test_arithmetic_knows_no_django() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for pattern in NO_DJANGO
        for path in sorted(ROOT.glob(pattern))
    ]
    script = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"

    assert len(names) >= len(NO_DJANGO) - 1
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT).returncode == 0  # noqa: S603


def is_view_or_form(path: Path) -> bool:
    return bool(re.search(r"(^|_)(views|forms)$", path.stem)) or bool(
        {"views", "forms"} & set(path.parts)
    )


def is_followed(node: ast.Attribute, source: ast.Module) -> bool:
    """Whether ``.objects`` is narrowed to a clinic in the same breath."""
    return any(
        isinstance(parent, ast.Attribute)
        and parent.value is node
        and parent.attr in ("for_clinic", "owned_by", "none")
        for parent in ast.walk(source)
    )


def test_views_and_forms_reach_rows_through_the_clinic() -> None:
    wrong = [
        place(path, node)
        for path in filter(is_view_or_form, ours("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and (
            (node.attr == "objects" and not is_followed(node, tree(path)))
            or node.attr in ("_default_manager", "_base_manager")
        )
    ]

    assert wrong == []


def test_owned_rows_are_looked_up_in_a_queryset_and_never_in_the_model() -> None:
    owned = {model.__name__ for model in owned_models()}
    wrong = [
        place(path, node)
        for path in ours("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("get_object_or_404", "get_list_or_404")
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in owned
    ]

    assert wrong == []


def test_every_model_form_narrows_its_choices() -> None:
    def below(form: type) -> list[type]:
        children: list[type] = form.__subclasses__()
        return [form, *(deeper for child in children for deeper in below(child))]

    wrong = [
        form.__name__
        for form in below(BaseModelForm)
        if form.__module__.split(".")[0] in APPS and not issubclass(form, ClinicForm)
    ]

    assert wrong == []


def test_nothing_typed_by_a_person_is_trusted_as_html() -> None:
    python = re.compile(r"\bmark_safe\b|\bSafeString\b|\bSafeText\b|html_safe")
    template = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
    wrong = [place(path) for path in ours("*.py") if python.search(path.read_text())]
    wrong += [place(path) for path in ours("*.html") if template.search(path.read_text())]

    assert wrong == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("inline script", r"<script(?![^>]*\bsrc=)"),
        ("inline style", r"<style\b|\sstyle\s*="),
        ("script in an attribute", r"\son[a-z]+\s*=|\bhx-on\b|javascript:"),
        ("something from another host", r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
    ],
)
def test_templates_have_no(what: str, pattern: str) -> None:
    found = re.compile(pattern, re.IGNORECASE)

    assert [place(path) for path in ours("*.html") if found.search(path.read_text())] == []


def test_style_sheets_and_scripts_load_nothing_from_elsewhere() -> None:
    elsewhere = re.compile(r"""(?:url\(|@import|fetch\(|import\b)[^;\n]*["'(]\s*(?:https?:)?//""")
    sources = [*ours("*.css"), *ours("*.js")]

    assert sources
    assert [place(path) for path in sources if elsewhere.search(path.read_text())] == []


def test_scripts_keep_nothing_about_people_in_the_browser() -> None:
    kept = re.compile(r"\b(localStorage|sessionStorage)\b")

    assert [place(path) for path in ours("*.js") if kept.search(path.read_text())] == []


def test_no_error_is_caught_by_a_net() -> None:
    wrong = [
        place(path, node)
        for path in tracked("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]

    assert wrong == []


def test_today_is_the_clinics_day() -> None:
    wrong = [
        place(path, node)
        for path in ours("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("date.today", "datetime.now", "datetime.today")
        and not node.args
    ]

    assert wrong == []


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_and_says_why(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line[:1] not in ("", "#")]
    pinned = re.compile(r"^(-r \S+|[\w.-]+(\[[\w,-]+\])?==\S+ +# needed for \S.*)$")

    assert [line for line in lines if not pinned.match(line)] == []


def test_every_source_that_is_named_can_be_read() -> None:
    anchors = set(re.findall(r"^### (\S+)$", (ROOT / "SOURCES.md").read_text(), re.MULTILINE))
    named = {
        anchor
        for pattern in ("*.py", "*.yaml")
        for path in ours(pattern)
        for anchor in re.findall(r"SOURCES\.md#([a-z0-9-]+)", path.read_text())
    }

    assert named
    assert named - anchors == set()


def test_every_migration_can_be_taken_back() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    stuck = [
        f"{app}.{name}"
        for (app, name), migration in loader.disk_migrations.items()
        if app in APPS and not all(step.reversible for step in migration.operations)
    ]

    assert stuck == []


def test_migrations_say_what_they_do() -> None:
    names = [path.stem for path in tracked("*/migrations/0*.py")]

    assert [name for name in names if re.match(r"\d+_(auto_|alter_.*_and_more)", name)] == []


def our_models() -> list[type[models.Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def owned_models() -> list[type[models.Model]]:
    return [m for m in our_models() if isinstance(m._default_manager.all(), ClinicQuerySet)]


def test_text_is_never_null() -> None:
    texts = (models.CharField, models.TextField)
    wrong = [
        str(field)
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, texts) and field.null
    ]

    assert wrong == []


def test_every_owned_row_reaches_its_clinic() -> None:
    assert len(owned_models()) > 8
    for model in owned_models():
        assert isinstance(rows := model._default_manager.all(), ClinicQuerySet)
        assert "WHERE" in str(rows.for_clinic(Clinic(pk=1)).query)


def test_one_name_runs_through_an_address_and_its_view() -> None:
    wrong = [
        f"{pattern.name} is answered by {pattern.view.__name__}"
        for pattern in our_patterns()
        if pattern.view.__name__ != pattern.name.split(":")[-1]
    ]

    assert wrong == []


def test_ids_in_addresses_say_of_what() -> None:
    wrong = [pattern.name for pattern in our_patterns() if {"pk", "id"} & set(pattern.needs)]

    assert wrong == []


def test_top_level_holds_only_what_the_design_names() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked("*")}

    assert top - TOP_LEVEL == set()


def test_files_name_no_machine() -> None:
    # A path in somebody's home or workplace, or the address of a package that was downloaded.
    machine = re.compile(r"(?<![\w.])/(?:root|home|work)/|\.(?:whl|deb|tgz)\b|/simple/")
    texts = [path for path in tracked("*") if path.suffix not in (".png", ".woff2", ".pdf")]
    texts.remove(Path(__file__))

    assert [place(path) for path in texts if machine.search(path.read_text())] == []
