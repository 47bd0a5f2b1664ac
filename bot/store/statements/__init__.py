"""The hot statements: built with SQLAlchemy Core over the tables, compiled to text once at start-up.

The texts run on the driver's own connection; nothing of SQLAlchemy is in the way of a message.
Parameters are named after columns where they fill or find one.
"""
