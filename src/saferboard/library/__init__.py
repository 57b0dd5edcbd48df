"""Files that people give: looked into, kept once, and handed out without a cookie."""
