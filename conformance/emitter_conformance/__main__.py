"""The process of the command `emitter-conformance`, and of `python -m emitter_conformance`.

A stop is handled before anything else is imported: imports take longer than most commands.
"""

from __future__ import annotations

import os
import sys

_signal = sys.modules["_signal"]  # `signal` itself imports more
STOPPED = "emitter-conformance: stopped"


def _stop(number: int, frame: object) -> None:
    """End the process, which has not begun yet."""
    os.write(2, f"{STOPPED}\n".encode())
    os._exit(128 + number)


def main() -> int:
    """Run the command, and return its exit code; a stop is one line, whenever it comes."""
    is_pypy = sys.implementation.name == "pypy"  # it does not tell that `nohup` began it
    for name in () if is_pypy else ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _stop)
    from emitter_conformance.core import stopping

    stopping.begin()
    try:
        from emitter_conformance.cli.main import main as run

        code = run()
        stopping.check()
    except KeyboardInterrupt:
        code = stopping.exit_code()
        print(STOPPED, file=sys.stderr)
    finally:
        stopping.ignore()
    return code


if __name__ == "__main__":
    sys.exit(main())
