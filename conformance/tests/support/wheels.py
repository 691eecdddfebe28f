"""Wheels of packages that exist nowhere else, for a folder that pip takes for an index."""

from __future__ import annotations

import zipfile
from pathlib import Path


def build(index: Path, package: str, version: str, module: str, source: str) -> None:
    """Put a wheel with one module into a folder.

    Args:
        index: The folder.
        package: The name of the package.
        version: Its version.
        module: The path of the module in the wheel.
        source: The source of the module.

    """
    info = f"{package}-{version}.dist-info"
    files = {
        module: source,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(index / f"{package}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(path, text)
