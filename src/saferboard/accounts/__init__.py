"""Coming in: invitations, passwords, second factors, sessions, and who tries too often."""
