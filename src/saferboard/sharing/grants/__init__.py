"""Access for a time, lists of those let in and shut out, and breaking the glass."""
