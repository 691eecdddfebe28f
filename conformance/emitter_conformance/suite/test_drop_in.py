"""The checks of chapter "Drop-in".

A check here runs nothing: it writes cases, which a process of their own runs with LiveKit's
packages. There `EventEmitter` is the candidate, in the place of LiveKit's own class.
"""

from __future__ import annotations

from emitter_conformance.drop_in.packages import FACTORIES
from emitter_conformance.drop_in.program import DropInProgram


def test_packages_import(program: DropInProgram) -> None:
    program.write("""
        import livekit.rtc
        import livekit.agents
        assert livekit.rtc.EventEmitter == EventEmitter
    """)


def test_classes_are_constructed(program: DropInProgram) -> None:
    for factory in FACTORIES:
        program.write(f"emitter = {factory.__name__}()")


def test_callbacks_are_called_until_removed(program: DropInProgram) -> None:
    program.write_for_each_class("""
        calls = []
        def f(name):
            calls.append(("f", name))
        @emitter.on("joined")
        def g(*args):
            calls.append(("g", *args))
        emitter.on("joined", f)
        emitter.emit("joined", "alice")
        assert sorted(calls) == [("f", "alice"), ("g", "alice")]
        emitter.off("joined", f)
        emitter.emit("joined", "bob")
        assert calls[2:] == [("g", "bob")]
    """)


def test_once_is_called_once(program: DropInProgram) -> None:
    program.write_for_each_class("""
        calls = []
        def f(name):
            calls.append(("f", name))
        emitter.once("joined", f)
        @emitter.once("joined")
        def g(name):
            calls.append(("g", name))
        emitter.emit("joined", "alice")
        emitter.emit("joined", "bob")
        assert sorted(calls) == [("f", "alice"), ("g", "alice")]
    """)


def test_coroutine_functions_are_refused(program: DropInProgram) -> None:
    program.write_for_each_class("""
        calls = []
        async def f(name):
            calls.append(name)
        try:
            emitter.on("joined", f)
        except ValueError:
            calls.append("refused")
        emitter.emit("joined", "alice")
        await asyncio.sleep(0)
        assert calls == ["refused"]
    """)


def test_agent_session_announces_its_states(program: DropInProgram) -> None:
    program.write("""
        emitter = agent_session()
        from livekit.agents import Agent
        calls = []
        emitter.on("agent_state_changed", lambda event: calls.append(event.new_state))
        emitter.on("close", lambda event: calls.append(event.type))
        await emitter.start(Agent(instructions="greet"))
        await emitter.aclose()
        assert calls == ["listening", "close"]
    """)


def test_room_delivers_its_events(program: DropInProgram) -> None:
    program.write("""
        emitter = room()
        from types import SimpleNamespace
        from livekit.rtc._ffi_client import FfiQueue
        from livekit.rtc._proto.ffi_pb2 import FfiEvent
        from livekit.rtc._proto.room_pb2 import ConnectionStateChanged, Reconnected, Reconnecting
        from livekit.rtc._proto.room_pb2 import RoomEOS, RoomEvent
        queue, loop = FfiQueue(), asyncio.get_running_loop()
        emitter._ffi_handle, emitter._ffi_queue = SimpleNamespace(handle=7), queue.subscribe(loop)
        listening = asyncio.create_task(emitter._listen_task())
        calls = []
        emitter.on("reconnecting", lambda: calls.append("reconnecting"))
        emitter.once("reconnecting", lambda: calls.append("once"))
        emitter.on("connection_state_changed", lambda state: calls.append(state))
        emitter.on("reconnected", lambda *args: calls.append("reconnected"))
        def deliver(**event):
            queue.put(FfiEvent(room_event=RoomEvent(room_handle=7, **event)))
        deliver(reconnecting=Reconnecting())
        deliver(connection_state_changed=ConnectionStateChanged(state=2))
        deliver(reconnecting=Reconnecting())
        deliver(reconnected=Reconnected())
        deliver(eos=RoomEOS())
        await listening
        emitter._ffi_handle = None
        assert calls.count("once") == 1
        calls.remove("once")
        assert calls == ["reconnecting", 2, "reconnecting", "reconnected"]
    """)


def test_metrics_are_delivered(program: DropInProgram) -> None:
    program.write("""
        emitter = language_model()
        from livekit.agents import APIConnectOptions, llm
        calls = []
        emitter.on("metrics_collected", lambda metrics: calls.append(metrics.request_id))
        async def answer(stream):
            delta = llm.ChoiceDelta(role="assistant", content="hello")
            stream._event_ch.send_nowait(llm.ChatChunk(id="first", delta=delta))
        stream = concrete(llm.LLMStream, _run=answer)(
            emitter,
            chat_ctx=llm.ChatContext.empty(),
            tools=[],
            conn_options=APIConnectOptions(max_retry=0),
        )
        chunks = [chunk async for chunk in stream]
        await stream.aclose()
        assert calls == ["first"]
    """)
    program.write("""
        emitter = speech_to_text()
        from livekit.agents import stt
        from livekit.rtc import AudioFrame
        async def recognize(self, buffer, **options):
            kind = stt.SpeechEventType.FINAL_TRANSCRIPT
            return stt.SpeechEvent(type=kind, request_id="first")
        calls, type(emitter)._recognize_impl = [], recognize
        emitter.on("metrics_collected", lambda metrics: calls.append(metrics.request_id))
        await emitter.recognize(AudioFrame(bytes(960), 48000, 1, 480))
        assert calls == ["first"]
    """)
    program.write("""
        emitter = text_to_speech()
        from livekit.agents import APIConnectOptions, tts
        calls = []
        emitter.on("metrics_collected", lambda metrics: calls.append(metrics.request_id))
        async def say(stream, output):
            output.initialize(
                request_id="first", sample_rate=24000, num_channels=1, mime_type="audio/pcm"
            )
            output.push(bytes(4800))
            output.flush()
        stream = concrete(tts.ChunkedStream, _run=say)(
            tts=emitter, input_text="hello", conn_options=APIConnectOptions(max_retry=0)
        )
        frames = [frame async for frame in stream]
        await stream.aclose()
        assert calls == ["first"]
    """)
    program.write("""
        emitter = voice_activity_detection()
        from livekit.agents import vad
        calls = []
        emitter.on("metrics_collected", lambda metrics: calls.append(metrics.inference_count))
        async def hear(stream):
            kind, zeros = vad.VADEventType.INFERENCE_DONE, [0, 0, 0, 0]
            stream._event_ch.send_nowait(vad.VADEvent(kind, *zeros))
        stream = concrete(vad.VADStream, _main_task=hear)(emitter)
        events = [event async for event in stream]
        await stream.aclose()
        assert calls == [1]
    """)


def test_names_of_attributes_are_free(program: DropInProgram) -> None:
    program.write("""
        names = set()
        class Watched(EventEmitter):
            def __getattribute__(self, name):
                names.add(name)
                return super().__getattribute__(name)
            def __setattr__(self, name, value):
                names.add(name)
                super().__setattr__(name, value)
        emitter = Watched()
        def f(*args):
            raise ValueError("no guest")
        async def g(*args):
            pass
        for register in (emitter.on, emitter.once):
            register("joined", f)
            register("joined")(f)
            emitter.emit("joined", "alice")
            emitter.off("joined", f)
            try:
                register("joined", g)
            except ValueError:
                emitter.off("joined", g)
            emitter.off("left", f)
            emitter.emit("left", "alice")
        assert taken(names, EventEmitter) == []
    """)
