"""What a message tells beside its trouble: amounts, days, serials, places, how far it goes, what was tried."""
