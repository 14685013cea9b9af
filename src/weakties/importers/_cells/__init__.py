"""What single values say: times, numbers, names, and what must never be kept."""
