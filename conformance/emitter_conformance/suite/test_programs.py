"""Whole programs: every short one and many random ones, judged by what all clauses allow.

The other files of this folder have a check for each clause. Pytest shows the search as one test for
each candidate; `emitter_conformance.programs` has what it does.
"""
