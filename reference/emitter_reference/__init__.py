"""The reference emitter: the shortest readable class that keeps every published clause."""

from .emitter import EventEmitter

__all__ = ["EventEmitter"]
