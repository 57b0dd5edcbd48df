"""Building an agenda: from what stands, what comes back, whose turn it is, what is proposed."""
