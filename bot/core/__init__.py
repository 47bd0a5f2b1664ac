"""What posbot decides, and nothing else: no I/O, no clock, no chance, no log.

Everything here is a frozen value or a pure function of frozen values; time
comes in with the event. The standard library is the only import.
"""
