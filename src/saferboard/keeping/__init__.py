"""How long records are kept, what people ask about their own, and copies for a bad day."""
