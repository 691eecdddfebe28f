"""The gates of the documents, which are the action, the jobs and the tox environment, run here.

They build a virtual environment, so they run on their own: `pytest -m gates`.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path

import pytest
import wheels
from actions import Contexts, Done, Job, load
from emitter_conformance import reports
from example import CONFORMANCE, EXAMPLE
from test_documents import DOCUMENTS, FILE, README
from verdicts import SPECIFICATION, report

pytestmark = pytest.mark.gates

CHECKOUT = README.parent
ACTION = CHECKOUT / ".github" / "actions" / "emitter-conformance"
COPY = ".emitter-conformance"
NAME = f"./{COPY}/.github/actions/emitter-conformance"
COPYING = re.compile(r"<!-- the copy of the kit -->\n```sh\n(.*?)```\n", re.DOTALL)
GATES = (CONFORMANCE / "docs" / "ci.md").read_text(encoding="utf-8")
SHOWN: dict[str, str] = {
    name: source for page in DOCUMENTS for name, source in FILE.findall(page.read_text("utf-8"))
}
FOREIGN = ("COV", "GITHUB", "PYTEST", "PYTHON", "RUNNER", "TOX", "VIRTUAL")

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "mypkg"
version = "1.0"
"""
KEPT = "from emitter_reference.emitter import Event, EventEmitter\n"
EMIT = """
class EventEmitter(EventEmitter[Event]):
    def emit(self, event, *args):
        super().emit(event, *args)
        return True
"""
OFF = """
class EventEmitter(EventEmitter[Event]):
    def off(self, event, callback):
        super().off(event, callback)
        return True
"""
BROKEN = KEPT + EMIT
FAKE = """
from emitter_reference.emitter import EventEmitter as Reference

class EventEmitter:
    def __init__(self):
        self._emitter = Reference()
        self.on, self.emit = self._emitter.on, self._emitter.emit
"""
OWN = f"{KEPT}class EventEmitter(EventEmitter[Event]): pass\n"


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the variables of a machine with a new Python, where pip finds the kit by name."""
    root = tmp_path_factory.mktemp("machine")
    subprocess.run([sys.executable, "-m", "venv", str(root / "venv")], check=True)
    own = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
    own["PATH"] = os.pathsep.join([str(root / "venv" / "bin"), own["PATH"]])
    own["PIP_FIND_LINKS"] = f"{root} {own.get('PIP_FIND_LINKS', '')}".strip()
    wheel = f"python -m pip wheel --no-deps --wheel-dir {root} {shlex.quote(str(CHECKOUT))}"
    subprocess.run(["bash", "-c", wheel], env=own, check=True)
    return own


@pytest.fixture
def job(tmp_path: Path, machine: Mapping[str, str]) -> Job:
    """Return a job in a project with a conforming emitter and a copy of the kit."""
    (tmp_path / "temp").mkdir()
    job = Job(tmp_path / "work", tmp_path / "temp", machine)
    write(job, KEPT)
    for name in copied():
        source, copy = CHECKOUT / name, job.workspace / COPY / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy)
    return job


def copied() -> list[str]:
    """Return the names that the copy has of a checkout."""
    (command,) = COPYING.findall(GATES)
    words = shlex.split(command.partition("|")[0])
    assert f"--prefix={COPY}/" in words
    return words[words.index("HEAD") + 1 :]


def write(job: Job, emitter: str, folder: str = "") -> None:
    """Write a commit of the project into the workspace or a folder of it."""
    root = job.workspace / folder
    package = root / "mypkg"
    package.mkdir(parents=True, exist_ok=True)
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (package / "__init__.py").touch()
    (package / "emitter.py").write_text(emitter, encoding="utf-8")


def gate(job: Job, **given: object) -> Done:
    """Run the action with the built wheel instead of the checkout, which pip would build."""
    return job.act(
        ACTION, {"candidate": "mypkg.emitter", "install": "emitter-conformance", **given}
    )


def follow(job: Job, workflow: str, *commits: str) -> int:
    """Run the only job of a workflow that is shown, with one commit for each checkout."""
    contexts = Contexts(
        {"runner.temp": str(job.temp), "github.event.pull_request.base.sha": "main"}
    )
    left = list(commits)

    def use(name: str, values: Mapping[str, str]) -> Done:
        if name == NAME:
            return job.act(job.workspace / NAME, values)
        if name.startswith("actions/checkout@"):
            write(job, left.pop(0), values.get("path", ""))
        return 0, {}

    (only,) = load(SHOWN[f".github/workflows/{workflow}.yml"])["jobs"].values()
    return job.run(only["steps"], contexts, {}, use)


def test_workflow_is_green(job: Job) -> None:
    """The project and the action are checked out, installed and judged, with reports."""
    assert follow(job, "conformance", KEPT) == 0, job.log
    assert "Successfully installed emitter-conformance" in job.log
    reports = {path.name for path in (job.workspace / "emitter-conformance").iterdir()}
    assert reports == {"verdict.json", "verdict.md", "verdict.html"}


def test_workflow_compares_with_main(job: Job) -> None:
    """A clause that main keeps and the pull request breaks fails the job."""
    assert follow(job, "no-worse", BROKEN + OFF, BROKEN) == 1, job.log
    assert "worse: surface.off-returns-none" in job.summary
    assert job.summary.endswith("    WORSE: 1 clause\n")


def test_watch_is_red_when_a_release_changes(job: Job) -> None:
    """The verdict is kept from run to run, and a run is red whose release differs from it."""
    (only,) = load(SHOWN[".github/workflows/watch.yml"])["jobs"].values()
    kept = job.temp / "kept.json"

    def use(name: str, values: Mapping[str, str]) -> Done:
        if name.startswith("actions/cache/save@"):
            shutil.copy(job.workspace / values["path"], kept)
        if name.startswith("actions/cache/restore@") and kept.exists():
            shutil.copy(kept, job.workspace / values["path"])
        return 0, {}

    found = {"PIP_FIND_LINKS": str(job.temp)}
    for version, emitter, code in [("99.0", OWN, 0), ("99.1", BROKEN, 1), ("99.2", BROKEN, 0)]:
        wheels.build(job.temp, "livekit", version, "livekit/rtc/event_emitter.py", emitter)
        (job.workspace / "livekit.verdict.json").unlink(missing_ok=True)
        assert job.run(only["steps"], Contexts({"github.run_id": version}), found, use) == code
    assert "worse: surface.emit-returns-none" in job.log


def work_through(job: Job, text: str) -> dict[str, int]:
    """Run the campaign that is shown, each machine of its matrix and then the last job."""
    workflow = load(text)["jobs"]
    artifacts = job.temp / "artifacts"
    codes: dict[str, int] = {}

    def use(name: str, values: Mapping[str, str]) -> Done:
        if name.startswith("actions/upload-artifact@"):
            for path in job.workspace.glob(values["path"]):
                if path.is_dir():
                    shutil.copytree(path, artifacts / values["name"])
                else:
                    shutil.copy(path, job.temp)
        if name.startswith("actions/download-artifact@"):
            shutil.copytree(artifacts, job.workspace / values["path"])
        return 0, {}

    for number in workflow["shard"]["strategy"]["matrix"]["shard"]:
        shutil.rmtree(job.workspace / "campaign", ignore_errors=True)
        contexts = Contexts({"matrix.shard": str(number)})
        codes[f"shard {number}"] = job.run(workflow["shard"]["steps"], contexts, {}, use)
    shutil.rmtree(job.workspace / "campaign", ignore_errors=True)
    codes["verdict"] = job.run(workflow["verdict"]["steps"], Contexts(), {}, use)
    return codes


def test_campaign(job: Job) -> None:
    """Each machine judges its part, and the last job has one verdict."""
    text = SHOWN[".github/workflows/campaign.yml"]
    text = text.replace("100000000", "6000 --shard-size 2000 --jobs 1").replace(
        "$SHARD/20", "$SHARD/3"
    )
    text = re.sub(r"shard: \[1, 2, 3, .*\]", "shard: [1, 2, 3]", text)
    codes = work_through(job, text)
    assert codes == {"shard 1": 0, "shard 2": 0, "shard 3": 0, "verdict": 0}, job.log
    assert job.log.count("NO VERDICT: the run was narrowed, programs did not end\n") == 3
    assert "judged; random: 6000, seed 0\n" in job.log
    assert (job.temp / "verdict.md").is_file()


def test_conforming_candidate(job: Job) -> None:
    """A conforming step is green, with the verdict as summary, ruling and paths as outputs."""
    code, outputs = gate(job, report="out")
    assert code == 0, job.log
    assert outputs == {
        "ruling": "CONFORMANT",
        "json": "out/verdict.json",
        "markdown": "out/verdict.md",
        "html": "out/verdict.html",
    }
    assert "**CONFORMANT: edition 1.0**" in job.summary


def test_broken_candidate(job: Job) -> None:
    """A broken step is red, with summary and outputs, and is no worse than itself."""
    write(job, BROKEN)
    code, outputs = gate(job)
    assert (code, outputs["ruling"]) == (1, "NOT CONFORMANT"), job.log
    assert "**NOT CONFORMANT: surface.emit-returns-none**" in job.summary
    assert (job.workspace / outputs["html"]).is_file()
    assert gate(job, before=outputs["json"])[0] == 0, job.log  # the new one takes its place
    assert job.summary.endswith("    NO WORSE\n")


def test_several_candidates(job: Job) -> None:
    """Each line of the input is a candidate with a ruling."""
    (job.workspace / "mypkg" / "other.py").write_text(BROKEN, encoding="utf-8")
    code, outputs = gate(job, candidate="mypkg.emitter\n\n  mypkg.other\n")
    assert (code, outputs["ruling"]) == (1, "CONFORMANT, NOT CONFORMANT"), job.log


def test_options_reach_the_command(job: Job) -> None:
    """Edition, strict and waivers have the effect of the command line."""
    write(job, KEPT + OFF)
    waiver = '[[waivers]]\nclause = "surface.off-returns-none"\nreason = "until 2.0"\n'
    (job.workspace / "accepted.toml").write_text(waiver, encoding="utf-8")
    code, outputs = gate(job, edition="1.2", strict=True, waivers="accepted.toml")
    assert (code, outputs["ruling"]) == (0, "WAIVED"), job.log
    assert "**WAIVED: edition 1.2, strict" in job.summary


def test_fake_is_gated_as_one(job: Job) -> None:
    """With its profile, a fake is not asked about what it lacks."""
    write(job, FAKE)
    code, outputs = gate(job, profile="double")
    assert (code, outputs["ruling"]) == (0, "CONFORMANT"), job.log
    assert "**CONFORMANT: edition 1.0, profile double**" in job.summary


@pytest.mark.parametrize(
    ("given", "packages", "options"),
    [
        ({}, [], []),
        ({"typing": "on"}, ["mypy"], ["--typing=on"]),
        ({"drop-in": "on"}, ["livekit-agents"], ["--drop-in=on"]),
        ({"drop-in": "off"}, [], ["--drop-in=off"]),
        ({"profile": "drop-in"}, ["livekit-agents"], ["--profile=drop-in"]),
    ],
)
def test_packages_that_an_input_needs(
    job: Job, given: Mapping[str, str], packages: list[str], options: list[str]
) -> None:
    """What an optional chapter needs is installed where it is demanded."""
    python = job.workspace / "python"
    python.write_text('#!/bin/sh\necho "$@" >> "$RUNNER_TEMP/commands"\n', encoding="utf-8")
    python.chmod(0o755)
    assert gate(job, python="./python", **given)[0] == 0, job.log
    install, judge = (job.temp / "commands").read_text(encoding="utf-8").splitlines()
    assert install.split() == ["-m", "pip", "install", "--", "emitter-conformance", *packages]
    reports = [f"--report=emitter-conformance/verdict.{each}" for each in ("json", "md", "html")]
    words = ["-m", "emitter_conformance", "judge", *reports, *options, "--", "mypkg.emitter"]
    assert judge.split() == words


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"candidate": "mypkg.missing"}, 4, "no module named 'mypkg.missing'"),
        ({"candidate": "--strict"}, 4, "--strict: not a candidate"),
        ({"strict": "yes"}, 4, "strict: yes: not true or false"),
        ({"before": "missing.json"}, 1, "missing.json"),
    ],
)
def test_mistake_is_red(job: Job, given: Mapping[str, str], code: int, said: str) -> None:
    """A user error is a red step with one line, and an earlier verdict is not reused."""
    for name in ("verdict.json", "verdict.md"):
        reports.write(job.workspace / "emitter-conformance" / name, report(), SPECIFICATION)
    done, outputs = gate(job, **given)
    assert (done, outputs["ruling"], job.summary) == (code, "", ""), job.log
    assert said in job.log


def test_input_is_not_run(job: Job) -> None:
    """Shell syntax in any input stays text."""
    for name in load((ACTION / "action.yml").read_text(encoding="utf-8"))["inputs"]:
        gate(job, **{name: "$(touch ran); touch ran"})
        assert not list(job.workspace.rglob("ran")), name


def test_scripts_hold_no_expressions() -> None:
    """No script contains an expression, whose value could run as code."""
    for step in load((ACTION / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert step["run"].startswith("set -euo pipefail\n")
        assert "${{" not in step["run"]


def test_copy_is_complete(job: Job) -> None:
    """The copy has all that the packages of the kit need."""
    command = f"KIT={shlex.quote(str(CHECKOUT))}; " + COPYING.findall(GATES)[0]
    shutil.rmtree(job.workspace / COPY)
    assert job.bash(f"{command}\npython -m pip install ./{COPY}", {})[0] == 0, job.log
    run = "emitter-conformance judge mypkg.emitter --depth=2 --programs=20"
    assert job.bash(run, {})[0] == 0, job.log


def test_page_names_inputs_and_outputs() -> None:
    """The page lists all inputs and outputs of the action, with each default."""
    action = load((ACTION / "action.yml").read_text(encoding="utf-8"))
    text = GATES.partition("## GitHub\n")[2].partition("\n##")[0]
    for name in [*action["inputs"], *action["outputs"]]:
        assert f"`{name}`" in text


def test_gitlab_job(job: Job) -> None:
    """The GitLab job is green for a conforming emitter, red for another, and has artifacts.

    JUnit and Code Quality have the same clauses.
    """
    shown = load(SHOWN[".gitlab-ci.yml"])["conformance"]
    quality, junit = (shown["artifacts"]["reports"][name] for name in ("codequality", "junit"))
    assert job.bash("\n".join(shown["script"]), {})[0] == 0, job.log
    assert json.loads((job.workspace / quality).read_text(encoding="utf-8")) == []
    write(job, BROKEN)
    assert job.bash(shown["script"][-1], {})[0] == 1, job.log
    assert all((job.workspace / path).exists() for path in shown["artifacts"]["paths"])
    issues = json.loads((job.workspace / quality).read_text(encoding="utf-8"))
    cases = ET.parse(job.workspace / junit).iter("testcase")
    failed = {case.get("name") for case in cases if case.find("failure") is not None}
    assert {"programs", *(issue["check_name"] for issue in issues)} == failed
    assert {issue["location"]["path"] for issue in issues} == {"mypkg/emitter.py"}


def test_tox_environment(job: Job) -> None:
    """The tox environment is green for a conforming emitter and red for another."""
    (job.workspace / "tox.ini").write_text(SHOWN["tox.ini"], encoding="utf-8")
    command = f"{shlex.quote(sys.executable)} -m tox run -e conformance"
    assert job.bash(command, {})[0] == 0, job.log
    write(job, BROKEN)
    assert job.bash(f"{command} --skip-pkg-install", {})[0] == 1, job.log


@pytest.mark.parametrize("command", ["coverage run -m pytest", "pytest --cov=mypkg"])
def test_unreached_lines_are_named(job: Job, command: str) -> None:
    """Unreached lines are those of a method that no clause is about."""
    shutil.copy(EXAMPLE, job.workspace / "mypkg" / "emitter.py")
    (job.workspace / "mypkg" / "counting.py").write_text(SHOWN["mypkg/counting.py"], "utf-8")
    options = "--impl=mypkg.counting --impl-depth=2 --impl-programs=0"
    run = f"python -m pip install emitter-conformance pytest-cov\n{command} {options}"
    code, _ = job.bash(run, {})
    source = SHOWN["mypkg/counting.py"].splitlines()
    line = source.index("        return len(self._callbacks.get(event, ()))") + 1
    assert code == 0, job.log
    assert f"\nlines that no clause reached: mypkg/counting.py: {line}\n" in job.log
