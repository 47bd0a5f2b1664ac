"""The staff's own tables and what their pages read, over `bot.store.database.Database`: one code for every back end."""
