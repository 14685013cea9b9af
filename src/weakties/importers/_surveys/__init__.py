"""What the readers of surveys share: personal networks, and the tables that hold them."""
