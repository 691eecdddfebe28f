"""The costs of candidates: time and memory, beside the reference. No clause is about them.

Nothing of a verdict is known here, and nothing here changes one.
"""
