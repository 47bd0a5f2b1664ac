"""Doors to the outside: each translates a messenger's updates to `Inbound`, and `Outbound` or the log
to what that messenger can show. Doors do not know one another, nor the store or the console.
"""
