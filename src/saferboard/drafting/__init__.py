"""The next strategy, drafted by task and finish groups until a board adopts it."""
