"""The page of five real candidates, used in a browser as a reader uses it.

The environment variable `SCREENSHOTS` names the folder where pictures of it are kept.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

import counts
import pytest

try:
    from playwright.sync_api import Browser, Page, expect, sync_playwright
except ImportError:
    if os.environ.get("CI"):
        raise
    pytest.skip("playwright is not installed", allow_module_level=True)

VERSIONS = ("0.17.5", "0.18.3", "1.0.17", "1.2.1")
FILES = ("event_emitter.py", "log.py")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CLAUSE = "surface.can-be-subclassed"
NAMED = ("button", "link", "checkbox", "radio", "region", "table", "form", "navigation", "article")
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the report on four published versions and the reference."""
    place = tmp_path_factory.mktemp("run")
    for version in VERSIONS:
        download(version, place)
    candidates = [f"--impl={package(version)}.event_emitter" for version in VERSIONS]
    written = ["--impl-report=report.html", "--impl-report=report.json"]
    options = [*written, "-q", "--tb=no", "-p", "no:randomly"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *candidates, "--impl=emitter_reference", *options],
        cwd=place,
        env=with_path(place),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    return place


@pytest.fixture(scope="module")
def broken(folder: Path) -> dict[str, set[str]]:
    """Return the level of each clause that is broken, and the packages that break it."""
    found: dict[str, set[str]] = {}
    for verdict in json.loads((folder / "report.json").read_text(encoding="utf-8"))["verdicts"]:
        for result in verdict["results"]:
            if result["outcome"] == "broken":
                names = found.setdefault(result["clause"], {result["level"]})
                names.add(verdict["candidate"]["name"].partition(".")[0])
    assert found
    return found


def package(version: str) -> str:
    """Return the name of the package that holds one version of the class."""
    return f"livekit_{version.replace('.', '_')}"


def download(version: str, place: Path) -> None:
    """Build a package of the class alone, without the dependencies of its distribution."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    target = place / f"livekit-{version}"
    subprocess.run([*pip, f"livekit=={version}", "--no-deps", "--target", target], check=True)
    made = place / package(version)
    made.mkdir()
    (made / "__init__.py").write_text(f'__version__ = "{version}"\n', encoding="utf-8")
    for name in FILES:
        shutil.copy(target / "livekit" / "rtc" / name, made / name)


def with_path(place: Path) -> dict[str, str]:
    """Return the environment in which the packages of a folder can be imported."""
    paths = filter(None, [str(place), os.environ.get("PYTHONPATH")])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield the browser of the system."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        reason = f"none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, folder: Path) -> Iterator[Open]:
    """Return a function that opens the report; the page must request and log nothing."""
    seen: list[str] = []
    address = (folder / "report.html").as_uri()

    def open_page(size: str = "desktop", place: str = "", **options: Any) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.on("request", lambda request: seen.append(request.url.partition("#")[0]))
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.goto(f"{address}{place}")
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert set(seen) == {address}


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return the folder of the screenshots."""
    place = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    place.mkdir(parents=True, exist_ok=True)
    return place


def failing_cell(page: Page) -> Any:
    """Return the first cell of the matrix with a broken clause."""
    return page.locator("#matrix td[data-state=broken] a").first


def failure(page: Page, key: str = "a") -> Any:
    """Return the element that unfolds with the failure of a cell."""
    return page.locator(f'[id="{CLAUSE}/{key}"]')


def focused(page: Page) -> str:
    """Return the tag and the text of the element that has the focus."""
    script = "`${document.activeElement.tagName} ${document.activeElement.innerText}`"
    return " ".join(str(page.evaluate(script)).split())


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus."""
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_failing_cell_unfolds_its_failure(
    open_page: Open, pictures: Path, size: str, scheme: str
) -> None:
    """A click on a failing cell shows the failure, on each screen and in each scheme."""
    page = open_page(size, color_scheme=scheme)
    page.screenshot(path=pictures / f"{size}-{scheme}-top.png")
    expect(failure(page)).to_be_hidden()
    failing_cell(page).click()
    expect(failure(page)).to_be_visible()
    expect(failure(page)).to_be_in_viewport()
    expect(failure(page)).to_contain_text("KeyError")
    assert page.url.endswith(f"#{CLAUSE}/a")
    page.screenshot(path=pictures / f"{size}-{scheme}-failure.png")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_schemes_differ(open_page: Open, scheme: str) -> None:
    """The page follows the scheme of the reader."""
    page = open_page(color_scheme=scheme)
    style = "getComputedStyle(document.documentElement)"
    colours = page.evaluate(f"[{style}.color, {style}.backgroundColor]")
    ink, paper = (int(re.findall(r"\d+", colour)[0]) for colour in colours)
    assert (ink > paper) is (scheme == "dark")


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_script_is_copied_and_fails(open_page: Open, folder: Path, has_clipboard: bool) -> None:
    """The button copies a script that exits with 1, also in an older browser."""
    page = open_page()
    if not has_clipboard:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error()); }")
    failing_cell(page).click()
    button = failure(page).get_by_role("button", name=f"copy the script of {CLAUSE}")
    button.click()
    expect(failure(page).locator(".does")).to_have_text("copied")
    expect(page.locator("#said")).to_have_text("script copied")
    script = page.evaluate("navigator.clipboard.readText()")
    assert script == failure(page).locator(".script pre").text_content()
    run = subprocess.run(
        [sys.executable, "-c", script], env=with_path(folder), capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, b"")
    assert b"KeyError" in run.stdout


def test_filters_hide_and_count(open_page: Open, broken: dict[str, set[str]]) -> None:
    """Filters add up, the number of clauses is shown, and all clauses can be shown again."""
    page = open_page()
    shown = page.locator(".clause:visible")
    count = page.get_by_role("form").get_by_role("status")
    expect(count).to_have_text(f"{counts.CLAUSES} clauses")
    page.get_by_role("checkbox", name="broken").check()
    expect(count).to_have_text(f"{len(broken)} of {counts.CLAUSES} clauses")
    expect(shown).to_have_count(len(broken))
    should = [names for names in broken.values() if "SHOULD" in names]
    page.get_by_role("checkbox", name="SHOULD").check()
    expect(count).to_have_text(f"{len(should)} of {counts.CLAUSES} clauses")
    page.get_by_role("radio", name="1_0_17").check()
    theirs = [names for names in should if package("1.0.17") in names]
    expect(count).to_have_text(f"{len(theirs)} of {counts.CLAUSES} clauses")
    expect(page.locator(".failure:visible")).to_have_count(1)
    page.get_by_role("button", name="show all").click()
    expect(shown).to_have_count(counts.CLAUSES)


def test_differences_can_be_filtered(open_page: Open, broken: dict[str, set[str]]) -> None:
    """The filter of differences hides equal clauses and chapters without a difference.

    The reference breaks nothing, so the candidates differ in every clause that one breaks.
    """
    page = open_page()
    page.get_by_role("checkbox", name="only where they differ").check()
    expect(page.locator(".clause:visible")).to_have_count(len(broken))
    expect(page.locator("#threads")).to_be_hidden()
    expect(page.get_by_role("navigation").get_by_role("link", name="Threads")).to_be_hidden()


def test_link_to_a_hidden_clause_ends_the_filter(open_page: Open) -> None:
    """A link to a hidden clause ends the filter."""
    page = open_page()
    page.get_by_role("checkbox", name="open").check()
    expect(page.locator(f'[id="{CLAUSE}"]')).to_be_hidden()
    failing_cell(page).click()
    expect(failure(page)).to_be_visible()
    expect(page.get_by_role("checkbox", name="open")).not_to_be_checked()


def test_failure_is_reached_by_keyboard(open_page: Open) -> None:
    """The tabulator reaches a cell, and the return key unfolds and folds its failure."""
    page = open_page()
    tab_to(page, "#matrix td[data-state=broken] a")
    page.keyboard.press("Enter")
    expect(failure(page)).to_be_visible()
    assert focused(page).startswith("SUMMARY broken a livekit_0_17_5")
    page.keyboard.press("Enter")
    expect(failure(page)).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, ".copy")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("script copied")


def test_filters_work_by_keyboard(open_page: Open, broken: dict[str, set[str]]) -> None:
    """A filter is chosen with the space bar."""
    page = open_page()
    page.keyboard.press("Tab")
    assert focused(page) == "A Skip to the specification"
    tab_to(page, "[name=outcome][value=broken]")
    page.keyboard.press("Space")
    expect(page.locator(".clause:visible")).to_have_count(len(broken))


def test_address_of_a_clause(open_page: Open) -> None:
    """An address can name a clause or a failure, and unfolds the failure."""
    expect(
        open_page(place="#once.fires-once").locator("[id='once.fires-once']")
    ).to_be_in_viewport()
    expect(failure(open_page(place=f"#{CLAUSE}/b"), "b")).to_be_visible()


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280])
def test_page_never_scrolls_sideways(open_page: Open, width: int) -> None:
    """Wide code and tables scroll by themselves, with everything unfolded."""
    page = open_page("phone" if width < 768 else "desktop")
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("size", SIZES)
def test_every_control_has_a_name(open_page: Open, size: str) -> None:
    """Controls, tables and regions have a name for a screen reader."""
    page = open_page(size)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    nodes = [node for node in tree["nodes"] if not node["ignored"]]
    names = [(node["role"]["value"], node["name"]["value"]) for node in nodes if "name" in node]
    told = [(role, name) for role, name in names if role in NAMED]
    assert {role for role, _ in told} >= {"button", "link", "checkbox", "radio", "table"}
    assert [role for role, name in told if not name.strip()] == []


def test_print_shows_failures(open_page: Open, pictures: Path) -> None:
    """Printing unfolds failures, hides controls and uses black ink, for as long as it lasts."""
    page = open_page()
    page.emulate_media(media="print")
    expect(failure(page)).to_be_visible()
    expect(page.locator(".failure > div:visible")).to_have_count(page.locator(".failure").count())
    expect(page.get_by_role("form")).to_be_hidden()
    expect(failure(page).locator(".copy")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.emulate_media(media="screen")
    expect(failure(page)).to_be_hidden()
    page.pdf(path=pictures / "report.pdf", format="A4")


def test_page_is_whole_without_its_script(open_page: Open) -> None:
    """Without JavaScript controls are hidden, and a link unfolds its failure."""
    page = open_page(java_script_enabled=False)
    expect(page.locator(".clause:visible")).to_have_count(counts.CLAUSES)
    expect(page.locator("form")).to_be_hidden()
    failing_cell(page).click()
    expect(failure(page)).to_be_visible()
    expect(failure(page).locator(".copy")).to_be_hidden()
