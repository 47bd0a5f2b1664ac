"""The merchant's web page: a chat that works on an old phone, on a bad line and without JavaScript.

It shows what the chat's log holds and hands on what the merchant sends; it decides nothing.
`bot.channels.web.door.merchant_routes` is the way in.
"""
