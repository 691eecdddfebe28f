"""Steps that give another thread its turn."""

# `noted` keeps what is raised in a thread; `elsewhere` lets another thread perform an operation.
ELSEWHERE = """
    import threading
    errors, others, patience = [], [], 3
    def noted(operation):
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

ENDED = """
    for other in others:
        other.join()
    if errors:
        raise errors[0]
"""

# In each pause of this thread, something of `plan` is done, from its end.
PAUSES = """
    import inspect
    this_thread, plan = threading.current_thread(), []
    def pause():
        if plan and threading.current_thread() is this_thread:
            plan.pop()()
    class Event:
        def __hash__(self):
            pause()
            return 1
    class Callback:
        def __init__(self, name): self.name = name
        def __call__(self): calls.append((self.name,))
        def __hash__(self):
            pause()
            return 1
        def __eq__(self, other):
            pause()
            return self is other
        @property
        def __signature__(self):
            pause()
            return inspect.Signature()
    event, e, f, g, h, i, j = Event(), *map(Callback, "efghij")
"""

PLAN_ENDED = """
    while plan:
        plan.pop()()
"""
