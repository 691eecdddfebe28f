"""Installs a release of a package from its index, into a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from emitter_conformance.core.errors import Mistake

PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
NONE = "(from versions: none)"
"""What pip says of a package of which it finds nothing, for whatever reason."""
ERROR = re.compile(r"(?m)^ERROR: (.+)$")


class InstallError(Mistake):
    """A release cannot be installed; the message is one line for the user."""


def install(requirement: str, folder: Path, *options: str) -> None:
    """Install a release into a folder, and nothing anywhere else.

    Args:
        requirement: A package, such as `livekit` or `livekit==1.2.1`.
        folder: The folder.
        options: More options of pip, such as `--no-deps`.

    Raises:
        InstallError: It cannot be installed.

    """
    ran = subprocess.run(
        [sys.executable, *PIP, *options, "--target", str(folder), requirement],
        cwd=folder,  # Python finds no `pip` of the user's folder there
        env={**os.environ, "PIP_USER": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ran.returncode:
        raise InstallError(f"{requirement}: {_reason(ran.stderr)}")


def _reason(printed: str) -> str:
    """Return why pip failed."""
    if "No module named pip" in printed:
        return f"{sys.executable} has no pip, which installs it (python -m ensurepip)"
    if NONE in printed:
        return "pip finds no release of it: the index cannot be reached, or does not have it"
    found = ERROR.findall(printed)
    return f"pip cannot install it: {found[-1] if found else ' '.join(printed.split())}"


def version(package: str, folder: Path) -> str:
    """Return the version of the package that was installed into a folder, or ""."""
    for distribution in metadata.distributions(path=[str(folder)]):
        if _plain(distribution.metadata["Name"]) == _plain(package):
            return str(distribution.version)
    return ""


def _plain(package: str) -> str:
    """Return the name of a package as the index compares it."""
    return re.sub(r"[-_.]+", "-", package).lower()
