"""`python -m emitter_conformance`: the command `emitter-conformance`."""

import sys

from .command import main

if __name__ == "__main__":
    sys.exit(main())
