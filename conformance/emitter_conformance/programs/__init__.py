"""Whole programs: sequences of operations whose callbacks operate on the emitter themselves.

`program` is what a program is, `replay` runs one and keeps its trace, `judge` says by the `rules`
whether the specification allows the trace: `state` is one way to understand it, `blame` names the
clause where there is none, `memory` follows once what is alike. `exhaustive` and `sampled` make
programs, `shrink` makes a rejected one small, `search` puts them together, `reproduce` writes a
script that shows what was found.
"""
