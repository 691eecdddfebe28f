"""Catalogues: for each kind of thing that clauses speak of, one list of all that is tried.

An entry has a name in words, since a failure names it, and source text. The first entry of a list
is the plainest; a check that quantifies over lists tries every pair of their entries.
"""
