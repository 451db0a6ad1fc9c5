"""Trains the student by LAB's phases, from a plan in a file; started as a process by Treewarden's worker.

It has no network, reads and writes folders, and tells what it does as JSON lines.
"""

__version__ = "0.1.0"
