"""What is the order of a meeting? The rules of procedure, over values alone."""
