"""What a file is made of: members, encodings, and the grammars that many formats share."""
