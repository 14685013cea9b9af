"""What the readers of platforms, mail and address books share: who did what, when, to whom."""
