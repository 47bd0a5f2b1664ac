"""Where everything is kept: one contract (`bot.service.ports.Store`), several back ends."""
