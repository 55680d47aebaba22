"""What does a delegation of the exercise change in its Word file, and what does it write in the margin?"""

DELEGATION = "NOR"
AUTHOR = "Norway"
CHANGES = (
    (
        ("concepts", 2),
        "the concept requires technical precision",
        "the concept requires technical precision, agreed with those who operate that core,",
        "Those who keep this core running say that its limits are not where our first drafts put them.",
    ),
    (
        ("concepts", 5),
        "by authors from at least two regions",
        "by authors from at least two regions, one of them a developing country",
        "Papers from two wealthy regions would satisfy the sentence as it stands.",
    ),
)
"""((section, paragraph), words as they stand, words in their place, the comment on them)."""
