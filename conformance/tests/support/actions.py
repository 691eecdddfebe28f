"""Runs the steps of workflows and composite actions here, as GitHub's runner does.

Only what the gates of this kit need is implemented. Anything else raises KeyError.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Callable

EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")

Done = tuple[int, Mapping[str, str]]
"""The exit code of a step, and its outputs."""


class Contexts(dict[str, str]):
    """The values of expressions by their names, such as `inputs.candidate`."""

    def __missing__(self, name: str) -> str:
        """Return "" for an output that a step has not set."""
        if name.startswith("steps."):
            return ""
        raise KeyError(name)

    def resolve(self, template: object) -> str:
        """Return a scalar of YAML with values in the place of expressions."""
        text = str(template).lower() if isinstance(template, bool) else str(template)
        if "${{" in EXPRESSION.sub("", text):
            raise KeyError(text)
        return EXPRESSION.sub(lambda found: self[found[1]], text)


class Job:
    """The state that the steps of one job share.

    Args:
        workspace: The folder in which the steps run.
        temp: A folder for files of the runner.
        environment: The variables of the machine.

    """

    def __init__(self, workspace: Path, temp: Path, environment: Mapping[str, str]) -> None:
        self.workspace, self.temp = workspace, temp
        self._summary, self._output = temp / "summary", temp / "output"
        self._environment = {
            **environment,
            "GITHUB_OUTPUT": str(self._output),
            "GITHUB_STEP_SUMMARY": str(self._summary),
            "RUNNER_TEMP": str(temp),
        }
        self._summary.touch()
        self.log = ""

    @property
    def summary(self) -> str:
        """The text that the page of the job shows."""
        return self._summary.read_text(encoding="utf-8")

    def bash(self, script: str, variables: Mapping[str, str], folder: str = "") -> Done:
        """Run a script, in the workspace or a folder of it."""
        self._output.write_text("", encoding="utf-8")
        run = subprocess.run(
            [*BASH, script],
            cwd=self.workspace / folder,
            env={**self._environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        self.log += run.stdout
        lines = self._output.read_text(encoding="utf-8").splitlines()
        return run.returncode, dict(line.split("=", 1) for line in lines)

    def act(self, folder: Path, given: Mapping[str, object]) -> Done:
        """Run a composite action."""
        action = load((folder / "action.yml").read_text(encoding="utf-8"))
        contexts = Contexts()
        for name, value in given.items():
            assert name in action["inputs"], f"no input '{name}'"
            contexts[f"inputs.{name}"] = contexts.resolve(value)
        for name, declared in action["inputs"].items():
            assert name in given or not declared.get("required"), f"'{name}' is required"
            default = contexts.resolve(declared.get("default", ""))
            contexts.setdefault(f"inputs.{name}", default)
        variables = {"GITHUB_ACTION_PATH": str(folder)}
        code = self.run(action["runs"]["steps"], contexts, variables)
        outputs = action["outputs"].items()
        return code, {name: contexts.resolve(declared["value"]) for name, declared in outputs}

    def run(
        self,
        steps: Iterable[Mapping[str, Any]],
        contexts: Contexts,
        variables: Mapping[str, str],
        use: Callable[[str, Mapping[str, str]], Done] | None = None,
    ) -> int:
        """Run steps until one fails, and after that those that always run.

        Args:
            steps: The steps of a job or a composite action.
            contexts: The values that expressions can name; outputs of the steps are added.
            variables: Further environment variables of each script.
            use: The function that runs an action by its name and inputs.

        Returns:
            The exit code of the first step that failed, or 0.

        """
        failed = 0
        for step in steps:
            if failed and step.get("if") != "always()":
                continue
            given = step.get("env", step.get("with", {}))
            values = {name: contexts.resolve(value) for name, value in given.items()}
            if "run" in step:
                folder = step.get("working-directory", "")
                code, outputs = self.bash(step["run"], {**variables, **values}, folder)
            else:
                assert use is not None
                code, outputs = use(step["uses"], values)
            for name, value in outputs.items():
                contexts[f"steps.{step.get('id', '')}.outputs.{name}"] = value
            if code and not step.get("continue-on-error"):
                failed = failed or code
        return failed


def load(text: str) -> Any:
    """Return the data of a YAML file."""
    import yaml  # only the environment of these tests has it

    return yaml.safe_load(text)
