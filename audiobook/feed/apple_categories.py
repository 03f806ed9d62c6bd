"""Apple's podcast categories, as its guide for providers lists them (unchanged since 2019)."""

from __future__ import annotations

from difflib import get_close_matches

from audiobook.errors import FeedError

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": (
        "Books",
        "Design",
        "Fashion & Beauty",
        "Food",
        "Performing Arts",
        "Visual Arts",
    ),
    "Business": (
        "Careers",
        "Entrepreneurship",
        "Investing",
        "Management",
        "Marketing",
        "Non-Profit",
    ),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": (
        "Alternative Health",
        "Fitness",
        "Medicine",
        "Mental Health",
        "Nutrition",
        "Sexuality",
    ),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": (
        "Buddhism",
        "Christianity",
        "Hinduism",
        "Islam",
        "Judaism",
        "Religion",
        "Spirituality",
    ),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": (
        "Documentary",
        "Personal Journals",
        "Philosophy",
        "Places & Travel",
        "Relationships",
    ),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}

_PATHS: dict[str, tuple[str, ...]] = {name: (name,) for name in CATEGORIES} | {
    sub: (name, sub) for name, subs in CATEGORIES.items() for sub in subs
}


def category_path(category: str) -> tuple[str, ...]:
    """A category and, if one is named, its subcategory.

    Takes ``News``, ``Tech News`` or ``News > Tech News``, in Apple's own spelling.
    Raises FeedError, which names the nearest there is.
    """
    steps = tuple(step.strip() for step in category.split(">"))
    path = _PATHS.get(steps[-1])
    if path and steps in {path, path[-1:]}:
        return path
    raise FeedError(
        f"category {category!r}",
        "is not in Apple's list",
        f"the nearest is {_nearest(steps[-1])!r}",
    )


def _nearest(name: str) -> str:
    spellings = {known.casefold(): known for known in _PATHS}
    (match,) = get_close_matches(name.casefold(), spellings, n=1, cutoff=0.0)
    return " > ".join(_PATHS[spellings[match]])
