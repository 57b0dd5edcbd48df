"""What always stands on a body’s agendas, and the rules it goes by."""
