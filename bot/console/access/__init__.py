"""Who may come in and do what: sessions, request forgery, the right that each route names."""
