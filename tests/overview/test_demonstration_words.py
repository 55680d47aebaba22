"""Do the words of the exercise hold together: counts, keys, places, brackets, and clean writing?"""
