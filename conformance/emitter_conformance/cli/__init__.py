"""The command `emitter-conformance`."""
