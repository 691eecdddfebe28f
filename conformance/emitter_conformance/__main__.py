"""`python -m emitter_conformance`: the command `emitter-conformance`."""

import sys

from .command import main

sys.exit(main())
