"""The pages for staff at ``/desk``. What is shown comes from `bot.service.desk`; no rule of the desk lives here."""
