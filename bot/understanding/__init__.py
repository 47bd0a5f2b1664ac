"""A merchant's words become something that can happen: masked, matched, read for facts.

Deterministic: the same words give the same answer, and a reason for it. Knows `bot.core` and the
libraries that compare, count and sound words out; knows no file format, no messenger, no store.
"""
