"""Paths, errors, safe descriptions and the operating system. Imports no other room."""
