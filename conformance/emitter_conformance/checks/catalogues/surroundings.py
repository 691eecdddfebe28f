"""Where steps run; the source calls `use`, which performs them."""

from __future__ import annotations

from emitter_conformance.checks.formatting import unindented

from .entry import Entry

PLAIN = Entry("", "")
LOOP = Entry(
    "in a running event loop",
    # One statement, so that no failure leaves a loop open, which Python would warn of.
    "with contextlib.closing(asyncio.new_event_loop()) as loop:\n"
    "    loop.run_until_complete(main())",
    "import asyncio, contextlib\n"
    "async def main(): use(); [await asyncio.sleep(0) for _ in range(3)]  # for what is put off",
)
DEBUGGED = LOOP._replace(
    name="in an event loop in debug mode",
    source=LOOP.source.replace(
        "\n", "\n    loop.set_debug(True)\n    loop.slow_callback_duration = 60\n"
    ),
)
NESTED = Entry(
    "in an emission of another event",
    "in_emission(emitter, use)",
    "# in_emission(emitter, use): calls use in an emission of another event\n"
    "def in_emission(emitter, use):\n    errors = []\n    def outer():\n        try: use()\n"
    "        except BaseException as ended: errors.append(ended)\n"
    '    emitter.on("outer", outer)\n    emitter.emit("outer")\n'
    "    for error in errors: raise error",
)
OTHER_EMITTER = NESTED._replace(
    name="in an emission of another emitter",
    source="in_emission(EventEmitter(), use)",
)
HANDLING = Entry(
    "while an exception is handled",
    'try: raise KeyError("no room")\nexcept KeyError: use()',
)
CONTEXT = Entry(
    "in a context of its own",
    "contextvars.copy_context().run(use)",
    "import contextvars",
)
DISABLED = Entry(
    "with logging disabled",
    "logging.disable(logging.CRITICAL)\ntry: use()\nfinally: logging.disable(logging.NOTSET)",
    "import logging",
)
THREAD = Entry(
    "in another thread",
    "with ThreadPoolExecutor() as pool: failure = pool.submit(use).exception()\n"
    "if failure is not None: raise failure",  # `result` loses one that is false
    "from concurrent.futures import ThreadPoolExecutor",
)
SAME_THREAD = [PLAIN, LOOP, NESTED, HANDLING, DEBUGGED]
"""Where records can be seen."""
FEW = [*SAME_THREAD, THREAD]
NOT_NESTED = [PLAIN, LOOP, HANDLING, CONTEXT, DISABLED]
"""What no other clause is about, as the chapter threads is about another thread."""
SURROUNDINGS = [*NOT_NESTED, THREAD, NESTED, OTHER_EMITTER]


def within(surroundings: Entry, steps: str) -> str:
    """Return steps that are performed in surroundings."""
    steps = unindented(steps)
    if surroundings is PLAIN:
        return steps
    indented = steps.replace("\n", "\n    ")
    return f"def use():\n    {indented}\n{surroundings.source}"
