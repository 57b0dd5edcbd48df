"""One real quarter, October 2022, loaded by the operations that any partnership uses."""
