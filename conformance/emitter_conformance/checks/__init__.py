"""The tools that checks are written with, and the script that repeats a failure."""
