"""blinker: a signal for each event; what it carries is a sender, and keywords."""

import blinker

from adapters.signals import SignalEmitter, no_decorator


class EventEmitter(SignalEmitter):
    make = blinker.Signal

    def on(self, event, callback=None):
        return no_decorator(callback) or self.signals[event].connect(callback, weak=False)

    def off(self, event, callback):
        self.signals[event].disconnect(callback)

    def emit(self, event, *args):
        if len(args) != 1:
            raise NotImplementedError("a signal carries one positional argument, its sender")
        self.signals[event].send(*args)
