"""psygnal: a signal for each event, which declares how many arguments it carries at most."""

import psygnal

from adapters.signals import SignalEmitter


class EventEmitter(SignalEmitter):
    def make(self):
        return psygnal.SignalInstance((object,) * 20)

    def on(self, event, callback=None):
        return self.signals[event].connect(callback)

    def off(self, event, callback):
        self.signals[event].disconnect(callback)

    def emit(self, event, *args):
        self.signals[event].emit(*args)
