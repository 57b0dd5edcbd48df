"""What was issued: packs, supplements, and the agenda as anyone may read it since."""
