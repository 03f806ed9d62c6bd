"""Fuzzing: documents and texts that no one would write, guided by the code they reach.

``python -m fuzz html --minutes 10`` runs one target; see docs/fuzzing.md.
"""
