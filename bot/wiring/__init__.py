"""Where concrete classes are named and put together. No other module knows which store or door is in use.

Each part imports only what it needs, so that a command starts without what it does not use.
"""
