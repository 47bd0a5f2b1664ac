"""A Bot API server for people and programs to play with: bots, merchants, a staff group with topics.

Facts are from the Bot API's documentation and from the source of its official server; what neither says
(the size of a burst, the life of a callback query) is a constant with its reason beside it.
"""
