"""From what the groups put forward to the strategy a board adopts."""
