"""Whole programs: sequences of operations whose callbacks operate on the emitter themselves.

`program` is what a program is, `replay` runs one and keeps its trace, `judge` says whether the
specification allows the trace, `exhaustive` and `sampled` make programs, `shrink` makes a rejected
one small, `search` puts them together.
"""
