"""The reference emitter: the shortest readable class that keeps every clause."""

from .emitter import EventEmitter

__all__ = ["EventEmitter"]
