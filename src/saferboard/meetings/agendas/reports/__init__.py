"""Papers written under the head of a council report."""
