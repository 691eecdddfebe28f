"""`python -m emitter_conformance`: the command `emitter-conformance`."""

import sys

from emitter_conformance.cli.main import main

sys.exit(main())
