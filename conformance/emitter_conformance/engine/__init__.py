"""Runs checks and programs: in this process, in a process of its own, or on a cluster."""
