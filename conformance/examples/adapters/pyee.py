"""pyee: `off` has another name."""

import pyee.base


class EventEmitter(pyee.base.EventEmitter):
    def on(self, event, callback=None):
        return super().on(event, callback)

    def once(self, event, callback=None):
        return super().once(event, callback)

    def off(self, event, callback):
        self.remove_listener(event, callback)

    def emit(self, event, *args):
        super().emit(event, *args)
