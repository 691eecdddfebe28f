"""Events: an attribute for each event, which callbacks are added to and taken from."""

import events

from adapters.signals import SignalEmitter, no_decorator


class EventEmitter(SignalEmitter):
    make = events.Events

    def on(self, event, callback=None):
        no_decorator(callback)
        getattr(self.signals[""], event).__iadd__(callback)
        return callback

    def off(self, event, callback):
        getattr(self.signals[""], event).__isub__(callback)

    def emit(self, event, *args):
        getattr(self.signals[""], event)(*args)
