"""Mutants of the reference, judged by the suite alone.

    python conformance/tests/proofs/mutation.py [--check]

Three tools make the mutants: universalmutator, cosmic-ray and mutmut. A mutant is killed when the
suite reports a clause, of any level and edition, or when it is no candidate. The others have to
stand with a reason in `equivalent_mutants.toml`, and nothing else may stand there. Lines that ask
for the version of Python are left alone: the suite runs on one, and what they select for the others
is judged there.

Writes `conformance/mutants.md`, or with `--check` fails if it is not current.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import faulthandler
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import emitter_reference.emitter
import libcst
import tomllib
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from document import CONFORMANCE, deliver, silent, table
from emitter_conformance.candidate.loading import CandidateError
from emitters import candidate, first_broken
from mutmut.mutation.mutators import mutation_operators

REFERENCE = Path(emitter_reference.emitter.__file__)
DOCUMENT = CONFORMANCE / "mutants.md"
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
SURVIVED = ""
SECONDS = 60


VERSION = "sys.version_info"


@dataclass(frozen=True)
class Mutant:
    """One change of the reference.

    Attributes:
        where: Name of the function or class that is changed.
        before: The lines that were taken out.
        after: The lines that stand there now.

    """

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.where}: {self.before!r} -> {self.after!r}"


def mutants(source: str) -> dict[Mutant, str]:
    """Return the text of every mutant that can be compiled and differs in what it does here."""
    found = {}
    known = {meaning(source)}
    for text in [text for tool in TOOLS for text in tool(source)]:
        try:
            means = meaning(text)
        except SyntaxError:
            continue
        if means not in known:
            known.add(means)
            mutant = difference(source, text)
            if VERSION not in mutant.before:
                found[mutant] = text
    return found


def from_universalmutator(source: str) -> Iterable[str]:
    """Return mutants by patterns of text: statements left out, arguments moved, tests negated."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "emitter.py").write_text(source, encoding="utf-8")
        Path(folder, "mutants").mkdir()
        program = [sys.executable, "-m", "universalmutator.genmutants"]
        subprocess.run(
            [*program, "emitter.py", "python", "--mutantDir", "mutants"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        for path in sorted(Path(folder, "mutants").iterdir()):
            yield path.read_text(encoding="utf-8")


def from_cosmic_ray(source: str) -> Iterable[str]:
    """Return mutants of the syntax tree: operators, numbers, exceptions, decorators, loops ..."""
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments():
            continue
        occurrence = 0
        while (text := mutate_code(source, operator(), occurrence)) is not None:
            yield text
            occurrence += 1


def from_mutmut(source: str) -> Iterable[str]:
    """Return mutants of calls and values: an argument left out or None, a string changed ..."""
    module = libcst.parse_module(source)

    class Changes(libcst.CSTVisitor):
        def __init__(self) -> None:
            self.found: list[tuple[libcst.CSTNode, libcst.CSTNode]] = []

        def on_visit(self, node: libcst.CSTNode) -> bool:
            for kind, operator in mutation_operators:
                if isinstance(node, kind):
                    self.found += [(node, changed) for changed in operator(node)]
            return True

    changes = Changes()
    module.visit(changes)
    for node, changed in changes.found:
        mutant = module.deep_replace(node, changed)
        assert isinstance(mutant, libcst.Module)
        yield mutant.code


TOOLS = [from_universalmutator, from_cosmic_ray, from_mutmut]


def meaning(source: str) -> str:
    """Return the syntax tree without parts that change no behaviour.

    Annotations do not, as the reference postpones them; nor do docstrings, the order of imported
    names, and the overloads that are there for type checkers.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)):
            node.body = [each for each in node.body if not _does_nothing(each)]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.ImportFrom):
            node.names.sort(key=lambda each: each.name)
        if isinstance(node, ast.arg):
            node.annotation = None
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef):
        return [ast.unparse(decorator) for decorator in node.decorator_list] == ["overload"]
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def difference(source: str, text: str) -> Mutant:
    """Return where a mutant differs from its source, and the lines before and after."""
    old, new = source.splitlines(), text.splitlines()
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    _, old_first, _, new_first, _ = changed[0]
    _, _, old_last, _, new_last = changed[-1]
    if old_first == old_last:  # An insertion is shown with the line before it.
        old_first, new_first = old_first - 1, new_first - 1
    before = "\n".join(old[old_first:old_last]).strip()
    after = "\n".join(new[new_first:new_last]).strip()
    return Mutant(_enclosing(source, old_first + 1), before, after)


def _enclosing(source: str, line: int) -> str:
    names = []
    for node in ast.walk(ast.parse(source)):
        is_around = isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)
        if is_around and isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.append(node.name)
    return ".".join(names) or "module"


def killed_by(text: str) -> str:
    """Return the first clause that a mutant breaks; a mutant that hangs ends this program."""
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    with tempfile.TemporaryDirectory() as folder, silent():
        path = Path(folder, "emitter.py")
        path.write_text(text, encoding="utf-8")
        try:
            broken = first_broken(candidate(path))
        except CandidateError:
            return "not accepted as a candidate"
        finally:
            faulthandler.cancel_dump_traceback_later()
    return f"`{broken}`" if broken else SURVIVED


def equivalents(text: str) -> dict[Mutant, str]:
    """Return the mutants declared as equivalent, with the reasons."""
    return {
        Mutant(group["where"], group["before"], after): group["reason"]
        for group in tomllib.loads(text)["equivalent"]
        for after in group["after"]
    }


def complaints(verdicts: dict[Mutant, str], reasons: dict[Mutant, str]) -> Iterable[str]:
    """Return the mutants that survived, and the reasons that belong to no survivor."""
    for mutant, verdict in verdicts.items():
        if verdict == SURVIVED and mutant not in reasons:
            yield f"survived: {mutant}"
    for mutant in reasons:
        if verdicts.get(mutant) is None:
            yield f"listed as equivalent, and no longer made: {mutant}"
        elif verdicts[mutant] != SURVIVED:
            yield f"listed as equivalent, and killed by {verdicts[mutant]}: {mutant}"


def summary(verdicts: dict[Mutant, str], reasons: dict[Mutant, str]) -> str:
    """Return the score in one sentence."""
    survivors = [mutant for mutant, verdict in verdicts.items() if verdict == SURVIVED]
    alive = [mutant for mutant in survivors if mutant not in reasons]
    return (
        f"Of {len(verdicts)} mutants of the reference {len(verdicts) - len(survivors)} are killed, "
        f"{len(survivors) - len(alive)} are equivalent and {len(alive)} survive."
    )


def document(verdicts: dict[Mutant, str], reasons: dict[Mutant, str]) -> str:
    """Return the text about all mutants."""
    killed = [(mutant, verdict) for mutant, verdict in verdicts.items() if verdict != SURVIVED]
    head = f"""\
# Mutants

Written by `python conformance/tests/proofs/mutation.py`.
`tox run -e mutation` fails if it is not current.

{summary(verdicts, reasons)}

universalmutator, cosmic-ray and mutmut change the reference, in one place each time.
Changes of annotations, docstrings, overloads and the order of imported names are left out.
So are those of lines that ask for the version of Python.
The suite alone judges each mutant and stops at the first broken clause.
"""
    return "\n".join(
        [
            head,
            "## Equivalent\n",
            _rows("why no clause can tell", reasons.items()),
            "## Killed\n",
            _rows("killed by", killed),
        ]
    )


def _rows(last: str, mutants: Iterable[tuple[Mutant, str]]) -> str:
    return table(
        ("where", "before", "after", last),
        [(each.where, _code(each.before), _code(each.after), words) for each, words in mutants],
    )


def _code(lines: str) -> str:
    return "<br>".join(f"`` {line.strip()} ``" for line in lines.splitlines())


def main(arguments: Sequence[str]) -> int:
    """Make the mutants and judge them, then complain or write the document."""
    parser = argparse.ArgumentParser(description="Judge mutants of the reference.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args(arguments).check
    made = mutants(REFERENCE.read_text(encoding="utf-8"))
    with ProcessPoolExecutor() as pool:
        verdicts = dict(zip(made, pool.map(killed_by, made.values())))
    reasons = equivalents(EQUIVALENT.read_text(encoding="utf-8"))
    print(summary(verdicts, reasons))
    found = list(complaints(verdicts, reasons))
    return deliver(DOCUMENT, document(verdicts, reasons), found, check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
