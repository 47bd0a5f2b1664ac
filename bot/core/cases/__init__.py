"""The life of a ticket: what the staff, a technician or the calendar do to it, and what the merchant answers to that.

Every change that the merchant can notice is told to him once, in plain words, with the number. While a person speaks, it
is told in that person's name. `tables` says what each change and each button does. Pure.
"""
