"""pymitter: the same operations; a callback is a `func`, which its own `once` calls it by."""

import pymitter


class EventEmitter(pymitter.EventEmitter):
    def on(self, event, callback=None, **options):
        return super().on(event, callback, **options)

    def once(self, event, callback=None):
        return super().once(event, callback)

    def off(self, event, callback=None, **options):
        super().off(event, **{"func": callback, **options})

    def emit(self, event, *args):
        super().emit(event, *args)
