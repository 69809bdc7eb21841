"""Take the README's pictures of a running demo: python docs/take_pictures.py http://127.0.0.1:8000"""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent / "pictures"
STAFF, PASSWORD = "ana@riverbank.example", "only for the demo"  # load_demo prints it
PATIENT, BORN = "Sam Rivers", ("14", "3", "1985")
LARGEST_BYTES = 300_000


def main(address: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=flags)
        code = pictures_for_staff(browser, address)
        pictures_for_patients(browser, address, code)
        browser.close()


def pictures_for_staff(browser: Browser, address: str) -> str:
    """The patient's page, the builder and the sheet; gives the patient's code."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    page.goto(address)
    page.get_by_label("Email").fill(STAFF)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=re.compile(PATIENT.split()[1])).first.click()
    keep(page, "review")
    code = page.locator(".access-code").inner_text()
    page.get_by_role("link", name="Open the plan").click()
    page.locator("#search-results button").first.wait_for()
    keep(page, "builder")
    page.set_viewport_size({"width": 820, "height": 1000})
    page.get_by_role("button", name="Add exercises").click()
    keep(page, "builder-tablet")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Add exercises").click()
    keep(page, "builder-phone")
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.get_by_role("link", name="Check and issue").click()
    page.locator("img.preview-page").first.wait_for(timeout=30_000)
    keep(page, "issue")
    page.go_back()
    page.get_by_role("link", name=re.compile(r"^Sheet \d+$")).click()
    keep_sheet(page)
    page.goto(address + "/library/")
    keep(page, "library")
    return code


def pictures_for_patients(browser: Browser, address: str, code: str) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(
            viewport={"width": 390, "height": 844},
            device_scale_factor=2,
            color_scheme=scheme,
        )
        page.goto(f"{address}/p/{code.replace(' ', '')}/")
        for label, number in zip(("Day", "Month", "Year"), BORN, strict=True):
            page.get_by_label(label, exact=True).fill(number)
        page.get_by_role("button", name="Open my exercises").click()
        keep(page, f"today-{scheme}")


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    write(page.screenshot(), name)


def keep_sheet(page: Page) -> None:
    """The first two pages of the PDF that the print button gives, side by side."""
    form = page.locator("form").filter(has=page.get_by_role("button", name="Print"))
    action = form.get_attribute("action") or ""
    token = form.locator("[name=csrfmiddlewaretoken]").input_value()
    answer = page.request.post(
        page.url.split("/revisions")[0] + action,
        form={"csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.pdf"
        path.write_bytes(answer.body())
        subprocess.run(  # noqa: S603  # a fixed command
            ["pdftoppm", "-r", "80", "-l", "2", "-png", path, Path(folder) / "page"],  # noqa: S607
            check=True,
        )
        write(beside(sorted(Path(folder).glob("page*.png"))), "handout")


def beside(paths: list[Path]) -> bytes:
    pages = [Image.open(path) for path in paths]
    both = Image.new("RGB", (sum(page.width for page in pages) + 24, pages[0].height), "#D5DEE2")
    left = 0
    for page in pages:
        both.paste(page, (left, 0))
        left += page.width + 24
    stream = io.BytesIO()
    both.save(stream, "PNG")
    return stream.getvalue()


def write(picture: bytes, name: str) -> None:
    """As PNG with 256 colours, which is enough for flat drawings."""
    path = FOLDER / f"{name}.png"
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB")  # noqa: T201  # a script
    if size > LARGEST_BYTES:
        sys.exit(f"{path.name} is larger than {LARGEST_BYTES // 1000} kB.")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
