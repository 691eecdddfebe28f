"""What candidates cost: time and memory, beside the reference. No clause speaks about it.

Nothing of a verdict is known here, and nothing here changes one.
"""
