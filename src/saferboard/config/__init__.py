"""Settings, addresses and commands: where the rooms are put together."""
