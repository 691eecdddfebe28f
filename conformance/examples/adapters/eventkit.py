"""eventkit: an Event for each event."""

import eventkit

from adapters.signals import SignalEmitter, no_decorator


class EventEmitter(SignalEmitter):
    make = eventkit.Event

    def on(self, event, callback=None):
        no_decorator(callback)
        self.signals[event].connect(callback, keep_ref=True)
        return callback

    def off(self, event, callback):
        self.signals[event].disconnect(callback)

    def emit(self, event, *args):
        self.signals[event].emit(*args)
