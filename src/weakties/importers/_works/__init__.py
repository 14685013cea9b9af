"""What the readers of publications share: works, their authors, and who is who."""
