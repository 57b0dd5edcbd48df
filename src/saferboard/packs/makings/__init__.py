"""Making a long pack in a process of its own, and how far it has come."""
