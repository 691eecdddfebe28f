"""The ids of pytest's items, the same wherever the kit is installed."""

from __future__ import annotations

from pathlib import Path

from emitter_spec import Clause

from emitter_conformance import suite
from emitter_conformance.campaign.shards import Shard
from emitter_conformance.core.clauses import PROGRAMS_CHOICE, chapter_file, check_name

SUITE = Path(suite.__file__).parent
NODE = "emitter_conformance/suite"
PROGRAMS_FILE = "test_programs.py"


def local_path(node: str) -> str:
    """Return the installed file, and the rest, that one of our node ids stands for."""
    return str(SUITE) + node[len(NODE) :] if node.startswith(NODE) else node


def item_name(clause: Clause, candidate: str) -> str:
    """Return the name of the item; it has the candidate where there are several."""
    return check_name(clause) + (f"[{candidate}]" if candidate else "")


def programs_item_name(candidate: str, shard: Shard) -> str:
    """Return the name of the item of a shard; it has the seeds from the second shard on."""
    seeds = f"seeds {shard.seeds}" if shard.index else ""
    words = " ".join(filter(None, [candidate, seeds]))
    return f"test_{PROGRAMS_CHOICE}" + (f"[{words}]" if words else "")


def programs_node_id(candidate: str, shard: Shard) -> str:
    """Return the node id of the item of a shard."""
    return f"{NODE}/{PROGRAMS_FILE}::{programs_item_name(candidate, shard)}"


def node_id(clause: Clause, candidate: str) -> str:
    """Return the node id of the item of a clause, the same wherever the kit is installed."""
    return f"{NODE}/{chapter_file(clause.chapter)}::{item_name(clause, candidate)}"
