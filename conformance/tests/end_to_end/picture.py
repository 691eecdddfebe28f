"""The pictures of the README: what a terminal shows of a broken clause, light and dark.

    python conformance/tests/end_to_end/picture.py

Runs the command in a folder with the emitter that is nearly right, and writes `docs/verdict-*.svg`.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

from example import CONFORMANCE, ENVIRONMENT, example_folder
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, DIMMED_MONOKAI, TerminalTheme
from rich.text import Text

COMMAND = "pytest --impl=mypkg.emitter -q -rN -k twice_is_silent"
THEMES: dict[str, TerminalTheme] = {"light": DEFAULT_TERMINAL_THEME, "dark": DIMMED_MONOKAI}
# A picture within a page may load nothing, so the fonts are those of the reader.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def place(theme: str) -> Path:
    """Return the file of a picture."""
    return CONFORMANCE / "docs" / f"verdict-{theme}.svg"


def shown() -> str:
    """Run the command, and return what a terminal of 80 columns shows, with its colours."""
    with example_folder() as folder:
        run = subprocess.run(
            [sys.executable, "-m", *COMMAND.split(), "--color=yes"],
            cwd=folder,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
    return f"$ {COMMAND}\n{run.stdout}"


def drawn(text: str, theme: TerminalTheme) -> str:
    """Return the picture of a terminal."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=80, file=nowhere)
        console.print(Text.from_ansi(text))
        return console.export_svg(title="", theme=theme, code_format=FORMAT, unique_id="verdict")


def words(picture: str) -> str:
    """Return the text of a picture."""
    return html.unescape("".join(re.findall(r">([^<>]*)</text>", picture))).replace("\xa0", " ")


if __name__ == "__main__":
    printed = shown()
    for name, colours in THEMES.items():
        place(name).write_text(drawn(printed, colours), encoding="utf-8")
