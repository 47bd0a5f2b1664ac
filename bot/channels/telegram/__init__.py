"""The merchants' door at Telegram, on aiogram: many private chats with one bot.

Nothing else imports aiogram, and this package is imported only where the role is played: its import
alone takes seconds. The library's own polling and dispatching are not used; updates come from the inbox.
"""
