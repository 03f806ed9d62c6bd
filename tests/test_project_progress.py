"""What a run tells of itself while it goes on."""

from contextlib import closing

import pytest
from batch_parts import article, write_articles

from audiobook.config import load_settings
from audiobook.project import Options, Phase, Progress, Project

WORDS = "The water rises twice a day, and the grey coast knows it well. "


class Recorded(Progress):
    """Keeps how the run stood whenever a worker told of what it does."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def is_at(self, worker, what, share):
        super().is_at(worker, what, share)
        self.seen.append(self.standing)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path, 0)
    return tmp_path


def made(folder, count, jobs, sentences):
    """What was told, and how much audio there is, of so many articles."""
    for number in range(count):
        text = article(f"Article {number}", WORDS * sentences + f"It is {number}.")
        (folder / "articles" / f"{number}.md").write_text(text)
    progress = Recorded()
    with closing(Project(folder, load_settings(folder, {}))) as project:
        outcomes = list(project.batch(["articles"], Options(jobs=jobs), lambda: False, progress))
    editions = [outcome.edition for outcome in outcomes if outcome.edition]
    assert len(editions) == count
    return progress, sum(edition.duration_ms for edition in editions)


def test_how_far_one_article_is_shows_while_it_is_made(folder):
    progress, audio_ms = made(folder, 1, 1, 40)
    shares = [standing.characters_done / standing.characters for standing in progress.seen]
    assert shares == sorted(shares)
    assert len({share for share in shares if 0 < share < 1}) >= 10
    before = [standing for standing in progress.seen if standing.articles_done == 0]
    assert 0.8 * audio_ms < before[-1].audio_ms <= audio_ms
    workers = {(at.worker, at.what) for standing in before for at in standing.at_work}
    assert ("here", "Article 0") in workers
    assert any(worker == "1" and what.startswith("Article zero") for worker, what in workers)


def test_each_worker_has_an_article_and_in_the_end_all_is_done(folder):
    progress, audio_ms = made(folder, 4, 2, 10)
    at_work = [at for standing in progress.seen for at in standing.at_work]
    assert {at.worker for at in at_work} == {"1", "2"}
    assert {at.what for at in at_work} == {"", *(f"Article {number}" for number in range(4))}
    assert any(0 < at.share < 1 for at in at_work if at.share is not None)
    end = progress.standing
    assert (end.phase, end.articles, end.articles_done, end.in_hand) == (Phase.FEEDS, 4, 4, 0)
    assert (end.characters_done, end.audio_ms) == (end.characters, audio_ms)
    assert (end.at_work, end.longest_left) == ((), 0)


def test_what_is_lost_with_its_worker_is_not_counted_as_done():
    progress = Progress()
    progress.take_on([100, 300])
    assert progress.standing.longest_left == 0
    progress.advance(1, None)
    assert (progress.standing.longest_left, progress.standing.in_hand) == (300, 1)
    progress.finish(1, 0)
    progress.advance(1, None)
    assert (progress.standing.characters_done, progress.standing.in_hand) == (300, 0)
