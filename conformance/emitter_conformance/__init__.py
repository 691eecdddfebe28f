"""Judges any emitter by the specification: `pytest --impl=mypkg.emitter`.

This module stays empty of imports: pytest loads it in every project that has the kit installed.
"""
