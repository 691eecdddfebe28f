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
from html import escape
from pathlib import Path
from typing import Any, Callable

import counts
import pytest

try:
    from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright
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
CLAUSE = "once.spent-handle-is-silent"
NAMED = ("button", "link", "checkbox", "combobox", "searchbox", "region", "table", "article")
VIEWER = "http://viewer.test"
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
            if result["outcome"] == "broken" and not result.get("observation"):
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
    assert {each.partition("?")[0] for each in seen} == {address}


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return the folder of the screenshots."""
    place = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    place.mkdir(parents=True, exist_ok=True)
    return place


def bar(page: Page | FrameLocator, clause: str = CLAUSE, row: int = 0) -> Any:
    """Return the bar of a clause in the picture, in the row of a candidate."""
    return page.locator(".bars").nth(row).locator(f"[title^='{clause}:']")


def failure(page: Page | FrameLocator, number: int = 1, clause: str = CLAUSE) -> Any:
    """Return the part with the failure of a candidate, which unfolds."""
    return page.locator(f'[id="{clause}/{number}"]')


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
def test_bar_unfolds_its_failure(open_page: Open, pictures: Path, size: str, scheme: str) -> None:
    """A click on a bar shows the failure, on each screen and in each scheme."""
    page = open_page(size, color_scheme=scheme)
    page.screenshot(path=pictures / f"{size}-{scheme}-top.png")
    expect(failure(page)).to_be_hidden()
    bar(page).click()
    expect(failure(page)).to_be_visible()
    expect(failure(page)).to_be_in_viewport()
    expect(failure(page)).to_contain_text("KeyError")
    assert page.url.endswith(f"#{CLAUSE}/1")
    page.screenshot(path=pictures / f"{size}-{scheme}-failure.png")


@pytest.mark.parametrize("size", SIZES)
def test_picture_is_above_the_fold(open_page: Open, size: str) -> None:
    """The row of every candidate is seen without scrolling."""
    page = open_page(size)
    assert page.locator(".bars").count() == len(VERSIONS) + 1
    for row in page.locator(".strip tbody tr").all():
        expect(row).to_be_in_viewport(ratio=1)


def test_bar_tells_its_clause(open_page: Open) -> None:
    """The clause of the bar under the pointer is shown in words."""
    page = open_page()
    bar(page, "once.fires-once").hover()
    expect(page.locator("#told")).to_contain_text("once.fires-once: kept.")
    expect(page.locator("#told")).to_contain_text("MUST")


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
    bar(page).click()
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
    count = page.get_by_role("search").get_by_role("status")
    expect(count).to_have_text(f"{counts.CLAUSES} clauses")
    page.get_by_role("checkbox", name="where they differ").check()
    expect(count).to_have_text(f"{len(broken)} of {counts.CLAUSES} clauses")
    expect(page.locator(".clause:visible")).to_have_count(len(broken))
    expect(page.locator("[data-chapter=threads]")).to_be_hidden()
    should = [names for names in broken.values() if "SHOULD" in names]
    page.get_by_role("combobox", name="Level").select_option("SHOULD")
    expect(count).to_have_text(f"{len(should)} of {counts.CLAUSES} clauses")
    page.get_by_role("combobox", name="Candidate").select_option(
        label="livekit_1_0_17.event_emitter"
    )
    page.get_by_role("combobox", name="Outcome").select_option("broken, not binding")
    theirs = [names for names in should if package("1.0.17") in names]
    expect(count).to_have_text(f"{len(theirs)} of {counts.CLAUSES} clauses")
    expect(page.locator(".verdict:visible")).to_have_count(1)
    page.get_by_role("button", name="show all").click()
    expect(count).to_have_text(f"{counts.CLAUSES} clauses")
    expect(page.locator(".verdict:visible")).to_have_count(len(VERSIONS) + 1)


def test_search_finds_ids_sentences_and_hints(open_page: Open) -> None:
    """Words are found in ids, sentences and hints, whatever their case."""
    page = open_page()
    count = page.get_by_role("search").get_by_role("status")
    for words, clause in (
        ("once.is-not-cut", "once.is-not-cut"),
        ("asyncMOCK", "rejection.async-mocks"),
        ("functools.wraps", "once.is-not-cut"),
    ):
        page.get_by_role("searchbox").fill(words)
        expect(page.locator(f"[id='{clause}']")).to_be_visible()
        expect(count).to_contain_text(" of ")
    page.get_by_role("searchbox").fill("no such words")
    expect(count).to_have_text(f"0 of {counts.CLAUSES} clauses")


def test_view_can_be_sent(open_page: Open) -> None:
    """The address has the search and the filters, and opens the same view again."""
    page = open_page()
    page.get_by_role("searchbox").fill("mocks")
    page.get_by_role("combobox", name="Outcome").select_option("broken, binding")
    page.get_by_role("checkbox", name="where they differ").check()
    shown = page.locator(".clause:visible").count()
    assert shown
    place = page.url.partition(".html")[2]
    assert place == "?q=mocks&outcome=broken&differs=yes"
    again = open_page(place=place)
    expect(again.get_by_role("searchbox")).to_have_value("mocks")
    expect(again.locator(".clause:visible")).to_have_count(shown)


def test_unknown_words_in_the_address_are_ignored(open_page: Open) -> None:
    """An address that names no filter shows the whole page."""
    page = open_page(place="?nothing=here&outcome=strange#nowhere")
    expect(page.get_by_role("status").first).to_have_text(f"{counts.CLAUSES} clauses")


def test_link_to_a_hidden_clause_ends_the_filter(open_page: Open) -> None:
    """A link to a hidden clause ends the filter."""
    page = open_page()
    page.get_by_role("combobox", name="Level").select_option("open")
    expect(page.locator(f'[id="{CLAUSE}"]')).to_be_hidden()
    bar(page).click()
    expect(failure(page)).to_be_visible()
    expect(page.get_by_role("combobox", name="Level")).to_have_value("")


def test_picture_is_one_stop(open_page: Open) -> None:
    """The tabulator stops at one bar; the arrow keys go on from there, and return unfolds."""
    page = open_page()
    page.keyboard.press("Tab")
    assert focused(page) == "A Skip to what is broken"
    tab_to(page, ".bars a")
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(".bars a").first).to_be_focused()
    place = (
        page.locator(".bars")
        .first.locator("a")
        .evaluate_all("(bars, id) => bars.findIndex((bar) => bar.title.startsWith(id))", CLAUSE)
    )
    for _ in range(place):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#told")).to_contain_text(f"{CLAUSE}: broken")
    page.keyboard.press("Enter")
    expect(failure(page)).to_be_visible()
    assert focused(page).startswith(f"SUMMARY {CLAUSE}")
    page.keyboard.press("Enter")
    expect(failure(page)).to_be_hidden()


def test_tab_stops_are_few(open_page: Open) -> None:
    """The picture is one stop, and what is folded is none."""
    page = open_page()
    stops = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')]"
        ".filter((each) => each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true}))"
        ".map((each) => Boolean(each.closest('.bars')))"
    )
    assert stops.count(True) == 1
    assert 20 < len(stops) < 120


def test_keys(open_page: Open) -> None:
    """A slash goes to the search; n and p go to the next and to the previous failure."""
    page = open_page()
    page.keyboard.press("n")
    first = focused(page)
    assert first.startswith("SUMMARY ")
    page.keyboard.press("n")
    assert focused(page) != first
    page.keyboard.press("p")
    assert focused(page) == first
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("open.n")
    expect(page.get_by_role("searchbox")).to_have_value("open.n")


def test_address_of_a_clause(open_page: Open) -> None:
    """An address can name a clause or a failure, and unfolds it."""
    expect(
        open_page(place="#once.fires-once").locator("[id='once.fires-once']")
    ).to_be_in_viewport()
    expect(failure(open_page(place=f"#{CLAUSE}/2"), 2)).to_be_visible()


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
    assert {role for role, _ in told} >= {"button", "link", "checkbox", "searchbox", "table"}
    assert [role for role, name in told if not name.strip()] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("is_unfolded", [False, True])
def test_axe_finds_nothing(open_page: Open, size: str, scheme: str, is_unfolded: bool) -> None:
    """Axe finds nothing serious, folded and unfolded."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(size, color_scheme=scheme, bypass_csp=True)
    if is_unfolded:
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = axe.run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_print_is_short(open_page: Open, pictures: Path) -> None:
    """The verdicts and failures are printed in black; the specification as far as it is open."""
    page = open_page()
    page.emulate_media(media="print")
    expect(page.locator(".failure:visible").first).to_be_visible()
    expect(page.locator("#specification")).to_be_hidden()
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator(".script:visible")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert pages(page.pdf(path=pictures / "report.pdf", format="A4")) <= 3
    page.set_viewport_size({"width": 718, "height": 1047})  # A4 within its margins
    assert page.locator(".bars").first.evaluate("bars => bars.clientWidth") > 240
    page.emulate_media(media="screen")
    page.locator("[data-chapter=once] > summary").click()
    page.emulate_media(media="print")
    expect(page.locator("[id='once.fires-once']")).to_be_visible()
    expect(page.locator("[data-chapter=open]")).to_be_hidden()


def pages(pdf: bytes) -> int:
    """Return the number of pages of a printed document."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_page_is_whole_without_its_script(open_page: Open) -> None:
    """Without JavaScript the controls are hidden, and a link unfolds its failure or its clause."""
    page = open_page(java_script_enabled=False)
    expect(page.get_by_role("search")).to_be_hidden()
    bar(page).click()
    expect(failure(page)).to_be_visible()
    expect(failure(page).locator(".copy")).to_be_hidden()
    failure(page).get_by_role("link", name="why, and an example").click()
    expect(page.locator(f"[id='{CLAUSE}']")).to_be_in_viewport()


def test_page_works_in_a_viewer(browser: Browser, folder: Path) -> None:
    """In a frame without rights, as artifacts are shown, links unfold and the search works."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    text = (folder / "report.html").read_text(encoding="utf-8")
    frame = f'<iframe sandbox="allow-scripts" width="1200" height="800" srcdoc="{escape(text)}">'
    page.set_content(frame)
    shown = page.frame_locator("iframe")
    bar(shown).click()
    expect(failure(shown)).to_be_visible()
    shown.get_by_role("searchbox").fill("mocks")
    expect(shown.get_by_role("search").get_by_role("status")).to_contain_text(" of ")
    page.close()
    assert errors == []


def test_page_is_whole_in_a_frame_without_scripts(browser: Browser, folder: Path) -> None:
    """In a frame that may do nothing, links unfold failures, and only search and keys are gone."""
    page = browser.new_page()
    frame = '<iframe sandbox="" width="1200" height="800" src="/report.html">'
    report = (folder / "report.html").read_text(encoding="utf-8")
    texts = {f"{VIEWER}/": frame, f"{VIEWER}/report.html": report}
    kind = "text/html; charset=utf-8"
    page.route("**", lambda route: route.fulfill(body=texts[route.request.url], content_type=kind))
    page.goto(f"{VIEWER}/")
    shown = page.frame_locator("iframe")
    bar(shown).click()
    expect(failure(shown)).to_be_visible()
    expect(shown.get_by_role("search")).to_be_hidden()
    page.close()


def test_page_is_whole_in_a_viewer_that_names_its_base(browser: Browser, folder: Path) -> None:
    """Without scripts, a frame that is filled needs the address of its own links."""
    page = browser.new_page()
    text = (folder / "report.html").read_text(encoding="utf-8")
    based = text.replace("<head>", '<head><base href="about:srcdoc">', 1)
    page.set_content(f'<iframe sandbox width="1200" height="800" srcdoc="{escape(based)}">')
    shown = page.frame_locator("iframe")
    bar(shown).click()
    expect(failure(shown)).to_be_visible()
    expect(shown.get_by_role("search")).to_be_hidden()
    page.close()


def test_page_is_light(folder: Path) -> None:
    """The page of five candidates is little more than its words, which grow with the text."""
    page = (folder / "report.html").read_text(encoding="utf-8")
    words = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", "", page, flags=re.DOTALL)
    assert len(page) < 2.5 * len(words)
