"""Having an agenda approved and published."""
