"""videosdk-agents: its emitter has no `once`."""

from videosdk.agents.event_emitter import EventEmitter as Videosdk
from videosdk.agents.event_emitter import T


class EventEmitter(Videosdk[T]):
    def once(self, event, callback=None):
        raise NotImplementedError("the class has no once")
