"""Who does what by when: owners, contributors, target dates, and what reviews recommend."""
