"""Other emitter libraries, as emitters like LiveKit's.

An adapter translates names and shapes, and adds no behaviour. Where the library has no such
operation it raises NotImplementedError, and the clauses that need it are unsupported.
"""
