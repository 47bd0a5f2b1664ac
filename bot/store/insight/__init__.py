"""Counts of what came of the talks, in tables that can be made anew from the logs."""
