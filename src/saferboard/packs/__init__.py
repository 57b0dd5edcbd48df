"""Papers composed from what the partnership holds, bound into a pack, printed and issued."""
