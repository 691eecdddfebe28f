"""Factories of LiveKit's own emitters: how to judge a class that is not trivial to construct.

    pytest --impl=livekit_factories.py:room

A factory takes no arguments and returns a new emitter each time. These work with livekit-agents
below 1.3 and with the newest; nothing connects to anything.
"""

import asyncio
import inspect

from livekit import rtc
from livekit.agents import AgentSession, llm, stt, tts, vad, worker
from livekit.agents.ipc.proc_pool import ProcPool
from livekit.agents.voice import io
from livekit.agents.voice.avatar import AudioReceiver, QueueAudioOutput

LOOP = asyncio.new_event_loop()


def current_loop():
    """Make one loop the current one: several of these classes look for it."""
    asyncio.set_event_loop(LOOP)
    return LOOP


def concrete(cls):
    """Return a subclass with a stub for each abstract method."""
    return type(cls.__name__, (cls,), dict.fromkeys(cls.__abstractmethods__))


def with_nothing(cls, **given):
    """Call a class with None for each parameter that is not given."""
    return cls(**{**dict.fromkeys(inspect.signature(cls).parameters), **given})


def room():
    return rtc.Room(loop=current_loop())


def language_model():
    return concrete(llm.LLM)()


def realtime_session():
    return concrete(llm.RealtimeSession)(None)


def speech_to_text():
    able = stt.STTCapabilities(streaming=False, interim_results=False)
    return concrete(stt.STT)(capabilities=able)


def text_to_speech():
    able = tts.TTSCapabilities(streaming=False)
    return concrete(tts.TTS)(capabilities=able, sample_rate=24000, num_channels=1)


def voice_activity_detection():
    return concrete(vad.VAD)(capabilities=vad.VADCapabilities(update_interval=0.1))


def audio_output():
    able = io.AudioOutputCapabilities(pause=False)
    return concrete(io.AudioOutput)(label="output", capabilities=able)


def audio_receiver():
    return concrete(AudioReceiver)()


def queue_audio_output():
    current_loop()
    return QueueAudioOutput()


def process_pool():
    return with_nothing(ProcPool, num_idle_processes=0, loop=current_loop())


def agent_session():
    return AgentSession(vad=None, loop=current_loop())


class OtherwiseSession(AgentSession):
    """An AgentSession whose `emit` is LiveKit's where that of the session takes no such call."""

    def emit(self, event, *args):
        """Leave emissions of one argument to the session."""
        if len(args) == 1:
            super().emit(event, *args)
        else:
            rtc.EventEmitter.emit(self, event, *args)


def agent_session_otherwise():
    return OtherwiseSession(vad=None, loop=current_loop())


def agent_worker():
    """Make a Worker, which is an AgentServer since livekit-agents 1.3."""
    if hasattr(worker, "AgentServer"):
        return worker.AgentServer()
    nowhere = {"ws_url": "ws://localhost", "api_key": "key", "api_secret": "secret"}
    return worker.Worker(worker.WorkerOptions(entrypoint_fnc=None, **nowhere), loop=current_loop())
