"""Papers that people gave as PDF or Word, under an item."""
