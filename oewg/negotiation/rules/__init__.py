"""When is a wording agreed? The rules of consensus, over values alone."""
