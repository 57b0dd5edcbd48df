"""The partnership, its organisations, posts and people, and who is signed in."""
