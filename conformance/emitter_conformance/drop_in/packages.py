"""LiveKit's packages with another class in the place of their own emitter.

The script of a failure contains the parts of this file that it uses, so nothing here uses the kit.
Nothing here connects to anything.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import sys
from collections.abc import Iterable
from importlib.machinery import PathFinder
from typing import Any

PLACE = "livekit.rtc.event_emitter"
METHODS = ("on", "once", "off", "emit")


class StandIn:
    """Finds the module of LiveKit's emitter, with another class in it.

    Args:
        emitter_class: The other class.

    """

    def __init__(self, emitter_class: Any) -> None:
        self._class = emitter_class

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Return a spec for that module alone."""
        spec: Any = PathFinder.find_spec(name, path) if name == PLACE else None
        if spec is not None:
            self._execute, spec.loader.exec_module = spec.loader.exec_module, self._changed
        return spec

    def _changed(self, module: Any) -> None:
        self._execute(module)
        module.EventEmitter = self._class


def put_in_place(emitter_class: Any) -> None:
    """Let LiveKit's packages find a class in the place of their emitter when they are imported."""
    for name in [*sys.modules]:  # a candidate may have imported them
        if name.startswith(("livekit.rtc", "livekit.agents")) and "._proto" not in name:
            del sys.modules[name]
    sys.meta_path.insert(0, StandIn(emitter_class))


# The classes that LiveKit documents as emitters


def concrete(cls: Any, **methods: Any) -> Any:
    """Return a subclass with some methods, and None for each other abstract one."""
    return type(cls.__name__, (cls,), {**dict.fromkeys(cls.__abstractmethods__), **methods})


def room() -> Any:
    """Return a Room."""
    from livekit import rtc

    return rtc.Room(loop=asyncio.get_running_loop())


def language_model() -> Any:
    """Return an LLM."""
    from livekit.agents import llm

    return concrete(llm.LLM)()


def realtime_session() -> Any:
    """Return a RealtimeSession."""
    from livekit.agents import llm

    return concrete(llm.RealtimeSession)(None)


def speech_to_text(**methods: Any) -> Any:
    """Return an STT."""
    from livekit.agents import stt

    able = stt.STTCapabilities(streaming=False, interim_results=False)
    return concrete(stt.STT, **methods)(capabilities=able)


def text_to_speech() -> Any:
    """Return a TTS."""
    from livekit.agents import tts

    able = tts.TTSCapabilities(streaming=False)
    return concrete(tts.TTS)(capabilities=able, sample_rate=24000, num_channels=1)


def voice_activity_detection() -> Any:
    """Return a VAD."""
    from livekit.agents import vad

    return concrete(vad.VAD)(capabilities=vad.VADCapabilities(update_interval=1))


def agent_session() -> Any:
    """Return an AgentSession."""
    from livekit.agents import AgentSession

    return AgentSession(vad=None)


def audio_output() -> Any:
    """Return an AudioOutput."""
    from livekit.agents.voice import io

    able = io.AudioOutputCapabilities(pause=False)
    return concrete(io.AudioOutput)(label="output", capabilities=able)


def audio_receiver() -> Any:
    """Return an AudioReceiver."""
    from livekit.agents.voice.avatar import AudioReceiver

    return concrete(AudioReceiver)()


def queue_audio_output() -> Any:
    """Return a QueueAudioOutput."""
    from livekit.agents.voice.avatar import QueueAudioOutput

    return QueueAudioOutput()


def process_pool() -> Any:
    """Return a ProcPool."""
    from livekit.agents.ipc.proc_pool import ProcPool

    # Not of the class: a metaclass of the candidate may have a `__call__` that takes anything.
    parameters = [*inspect.signature(ProcPool.__init__).parameters][1:]
    given = {**dict.fromkeys(parameters), "num_idle_processes": 0}
    return ProcPool(**{**given, "loop": asyncio.get_running_loop()})


def agent_worker() -> Any:
    """Return a Worker, which is an AgentServer since livekit-agents 1.3."""
    from livekit.agents import worker

    if hasattr(worker, "AgentServer"):
        return worker.AgentServer()
    nowhere = {"ws_url": "ws://localhost", "api_key": "key", "api_secret": "secret"}
    return worker.Worker(worker.WorkerOptions(entrypoint_fnc=None, **nowhere))


FACTORIES = (
    room,
    language_model,
    realtime_session,
    speech_to_text,
    text_to_speech,
    voice_activity_detection,
    agent_session,
    audio_output,
    audio_receiver,
    queue_audio_output,
    process_pool,
    agent_worker,
)
"""A function for each of the classes; it is called in a running loop."""


# The names of their attributes


def taken(names: Iterable[str], emitter_class: Any) -> list[str]:
    """Return those of some names that LiveKit's emitters use as attributes, each with a class."""
    found = []
    for name in sorted({*names} - {*METHODS}):
        if not name.startswith("__"):
            users = [cls.__name__ for cls in livekit_classes(emitter_class) if uses(cls, name)]
            found += [f"{name} of {user}" for user in sorted(users)[:1]]
    return found


def livekit_classes(emitter_class: Any) -> set[Any]:
    """Return LiveKit's own classes among the subclasses of an emitter class and their bases."""
    found: set[Any] = set()
    waiting = [emitter_class]
    while waiting:
        waiting += type.__subclasses__(waiting.pop())
        found |= {*waiting}
    bases = {base for cls in found for base in cls.__mro__} - {*emitter_class.__mro__}
    return {cls for cls in bases if str(cls.__module__).startswith("livekit.")}


def uses(cls: Any, name: str) -> bool:
    """Return whether a class defines an attribute, or its methods read or set it on `self`."""
    if name in vars(cls):
        return True
    with open(sys.modules[cls.__module__].__file__ or "", encoding="utf-8") as file:
        text = file.read()
    return f"self.{name}" in text and any(
        isinstance(node, ast.Attribute)
        and node.attr == name
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        for body in ast.walk(ast.parse(text))
        if isinstance(body, ast.ClassDef) and body.name == cls.__name__
        for node in ast.walk(body)
    )
