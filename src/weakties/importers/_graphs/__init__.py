"""What the readers of graph files share: people, ties and periods as they state them."""
