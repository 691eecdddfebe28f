"""The process of the command `emitter-conformance`, and of `python -m emitter_conformance`.

It imports little before a stop is handled: imports take longer than most commands.
"""

from __future__ import annotations

import sys

from emitter_conformance.core import stopping


def main() -> int:
    """Run the command, and return its exit code; a stop is one line, whenever it comes."""
    stopping.begin()
    try:
        from emitter_conformance.cli.main import main as run

        code = run()
        stopping.check()
    except KeyboardInterrupt:
        code = stopping.exit_code()
        print("emitter-conformance: stopped", file=sys.stderr)
    finally:
        stopping.ignore()
    return code


if __name__ == "__main__":
    sys.exit(main())
