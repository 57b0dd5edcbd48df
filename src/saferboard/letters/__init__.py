"""One outbox for all mail, and the links that letters carry."""
