"""Steps that give another thread its turn."""

# `noted` keeps what is raised in a thread; `elsewhere` lets another thread perform an operation.
ELSEWHERE = """
    import threading
    errors, others, patience = [], [], 3
    def noted(operation, errors=errors):
        try:
            operation()
        except BaseException as error:
            errors.append(error)
    def elsewhere(operation):
        others.append(threading.Thread(target=noted, args=(operation,), daemon=True))
        others[-1].start()
        for _ in range(patience):
            others[-1].join(0.001)
"""

# The first of three callbacks of `once` waits for an emission by another thread.
EMITS_ELSEWHERE = """
    patience = 50
    def named(name):
        def f():
            calls.append((name,))
            if not others:
                elsewhere(lambda: emitter.emit("joined"))
        return f
    for name in "fgh":
        emitter.once("joined", named(name))
    emitter.emit("joined")
"""

ENDED = """
    for other in others:
        other.join()
    if errors:
        raise errors[0]
"""

# In each pause of this thread, something of `plan` is done, from its end. A callback that a
# candidate keeps beyond its check can still be compared: it needs no name of the steps.
# Hashes differ, so that what hashes its callbacks does not compare them as well: the turn in the
# hash is as good, and one amid a comparison ends the process of an `OrderedDict`.
PAUSES = """
    import inspect
    plan = []
    def pausing(plan, thread=threading.current_thread):
        this_thread = thread()
        def pause():
            if plan and thread() is this_thread:
                plan.pop()()
        return pause
    class Pausing:
        pause = staticmethod(pausing(plan))
        def __hash__(self):
            self.pause()
            return self.number
        def __eq__(self, other):
            self.pause()
            return self is other
    class Event(Pausing, str):
        number = 1009
    class Callback(Pausing):
        def __init__(self, name): self.name, self.number = name, ord(name)
        def __call__(self, *args): calls.append((self.name,))
        @property
        def __signature__(self):
            self.pause()
            return inspect.Signature()
    event, e, f, g, h, i, j = Event("joined"), *map(Callback, "efghij")
"""

# Another thread performs its operation before a line of the operation of this one.
LINES = """
    import os, sys
    library = os.path.dirname(os.__file__)
    def before_line(number, operation, other):
        passed = 0
        def turn(frame, kind, argument):
            nonlocal passed
            file = frame.f_code.co_filename
            if file.startswith(library) and "site-packages" not in file:
                return None
            if kind == "line":
                if passed == number:
                    elsewhere(other)
                passed += 1
            return turn
        def traced():
            sys.settrace(turn)  # in its thread alone
            try:
                operation()
            finally:
                sys.settrace(None)
        thread = threading.Thread(target=noted, args=(traced,), daemon=True)
        thread.start()
        for each in [thread, *others]:
            each.join()
        return passed > number
"""

PLAN_ENDED = """
    while plan:
        plan.pop()()
"""
