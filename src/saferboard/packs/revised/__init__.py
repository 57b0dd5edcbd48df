"""What was revised since a pack printed it."""
