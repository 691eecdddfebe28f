"""Helpers of steps that give another thread its turn."""

ELSEWHERE = """
    # elsewhere(operation): in another thread; finish() awaits its end
    import threading
    errors, others, plan, patience = [], [], [], 3
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
    def finish():
        while plan:
            plan.pop()()
        for other in others:
            if other.ident is not None:  # a thread of the candidate may be about to start it
                other.join()
        if errors:
            raise errors[0]
"""

# The first of three callbacks of `once` waits for an emission by another thread.
EMITS_ELSEWHERE = """
    patience = 50
    def named(name):
        def f():
            calls.append((name,))
            if not others: elsewhere(lambda: emitter.emit("joined"))
        return f
    for name in "fgh": emitter.once("joined", named(name))
    emitter.emit("joined")
    finish()
"""

# In each pause of this thread, something of `plan` is done, from its end. A callback that a
# candidate keeps beyond its check can still be compared: it needs no name of the steps.
# Hashes differ, so that what hashes its callbacks does not compare them as well: the turn in the
# hash is as good, and one amid a comparison ends the process of an `OrderedDict`.
PAUSES = """
    # event, e to j: an event and callbacks; in_pause(n, operation):
    # elsewhere, after n times that this thread hashes or inspects one
    import inspect
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
    def in_pause(n, operation): plan.extend([lambda: elsewhere(operation), *[int] * n])
"""

ATTEMPT = """
    # attempt(): emits the event, whatever that raises
    def attempt():
        try: emitter.emit(event, "alice")
        except Exception: pass
"""

# Lines of the standard library do not count, or most would be those of `inspect`.
LINES = """
    # before_lines(numbers, operation, other): another thread performs
    # other before each of these lines of operation, or at its end
    import os, sys
    library = os.path.dirname(os.__file__)
    def before_lines(numbers, operation, other):
        global has_lines
        passed = 0
        def turn(frame, kind, argument):
            nonlocal passed
            file = frame.f_code.co_filename
            if file.startswith(library) and "site-packages" not in file:
                return None
            if kind == "line":
                if passed in numbers:
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
        thread.join()
        for number in numbers:
            if number >= passed:
                elsewhere(other)
        for each in others:
            each.join()
        has_lines = passed > max(numbers)
"""

AT_ONCE = """
    # at_once(*operations): a thread for each performs it 20 times
    # works(operation): performs it, and returns whether that raises nothing
    import sys
    def works(operation):
        try: operation()
        except Exception: return False
        return True
    def at_once(*operations):
        def often(operation):
            barrier.wait()
            for _ in range(20):
                noted(operation)
        barrier = threading.Barrier(len(operations))
        for operation in operations:
            others.append(threading.Thread(target=often, args=(operation,), daemon=True))
        interval = sys.getswitchinterval()
        try:
            sys.setswitchinterval(1e-6)
            for other in others:
                other.start()
            for other in others:
                other.join()
        finally:
            sys.setswitchinterval(interval)
"""

INTERLEAVED = """
    # interleaved(one, other): in the first turn() of one another thread
    # performs other as far as its own, and goes on when one has ended
    patience = 0
    begun, ended, waiting = threading.Event(), threading.Event(), []
    def turn():
        if threading.current_thread() in others:
            begun.set()
            ended.wait()
        elif not others:
            elsewhere(waiting.pop())
            for _ in range(20):
                begun.wait(0.005)
    def interleaved(one, other):
        waiting.append(other)
        try:
            one()
        finally:
            ended.set()
"""

MEANWHILE = """
    # meanwhile(operation): in another thread, whatever that raises;
    # returns "has waited", or "waits" if that takes more than a second
    def meanwhile(operation):
        elsewhere(lambda: noted(operation, []))
        for _ in range(100):
            others[0].join(0.01)
        return "waits" if others[0].is_alive() else "has waited"
"""

BY_THREAD = """
    # by_thread(operation): a new thread performs it, and ends
    import threading
    def by_thread(operation):
        results, errors = [], []
        def perform():
            try: results.append(operation())
            except BaseException as error: errors.append(error)
        thread = threading.Thread(target=perform, daemon=True)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]
        return results[0]
"""
