"""Loads the kit before any test runs pytest inside of pytest, which forgets what it imports."""

from __future__ import annotations

import contextlib
import gc
import importlib

import emitter_conformance.judgement
import emitter_conformance.programs.sampled
import emitter_spec
import fastjsonschema
import jinja2
import markdown_it
import tomlkit
from emitter_conformance.examination import suite_module

with contextlib.suppress(ImportError):  # takes the place of what finds distributions, for good
    importlib.import_module("importlib_metadata")

LOADED = (emitter_conformance, fastjsonschema, jinja2, markdown_it, tomlkit)

for chapter in emitter_spec.load().chapters:
    suite_module(chapter.name)

gc.freeze()  # a collection in a check looks at what is new
