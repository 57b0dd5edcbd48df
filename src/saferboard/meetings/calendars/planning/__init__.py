"""Planning a body's year, and calling a meeting from it."""
