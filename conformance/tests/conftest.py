"""Loads the kit before any test runs pytest inside of pytest, which forgets what it imports."""

from __future__ import annotations

import emitter_spec
from emitter_conformance.examination import suite_module

for chapter in emitter_spec.load().chapters:
    suite_module(chapter.name)
