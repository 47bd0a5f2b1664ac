"""The desk in Telegram, on python-telegram-bot: one group with topics, a topic for each chat that wants a person.

Nothing else imports that library. The group shows what the console shows; it decides nothing, and the
desk never depends on it.
"""
