"""Recommends from a dialogue: what it names, what the graph joins, what others were recommended.

Judged by ``aisle eval opendialkg`` and ``redial``; the assistant does not call it.
"""
