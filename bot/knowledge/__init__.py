"""The knowledge files: read strictly, checked for shape and sense, turned into plain values, drawn.

Start at `loading.load` (fast, for the bot) or `linting.check` (thorough, for authors). Files are
other people's work: whatever stands in them becomes a `Problem` with a line, never an exception.
"""
