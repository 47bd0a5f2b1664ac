"""Looking after terminals before they fail: what is to be done how often, and a shop's plan, as plain values.

Pure like all of `bot.core`: days and moments come in with the event, zones are tables.
"""
