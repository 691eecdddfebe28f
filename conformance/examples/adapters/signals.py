"""What libraries with an object for each event share: it is looked up, and there is no `once`."""

from collections import defaultdict


class SignalEmitter:
    """An emitter whose subclass says how to `make` a signal."""

    def __init__(self):
        self.signals = defaultdict(self.make)

    def once(self, event, callback=None):
        """Raise NotImplementedError: the library has none."""
        raise NotImplementedError("the library has no once")


def no_decorator(callback):
    """Raise NotImplementedError for the decorator form, which the library does not have."""
    if callback is None:
        raise NotImplementedError("the library has no decorator form")
