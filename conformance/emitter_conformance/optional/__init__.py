"""What is alike in the judging of all optional chapters."""
