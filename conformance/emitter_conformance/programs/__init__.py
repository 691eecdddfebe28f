"""Whole programs: sequences of operations whose callbacks operate on the emitter themselves.

`exhaustive` and `random_programs` make them, `replay` runs one and records its trace, and `oracle`
accepts or rejects the trace by the `rules`. A `state` is one interpretation of a trace, `blame`
names the clause of a rejection, and `oracle_cache` judges equal parts of traces once. `shrink`
makes a rejected program small, `search` puts all of it together, and `reproducer` writes a script.
No module here chooses what an emitter may do: a trace is compared with all allowed ones.
"""
