"""What batches find in odd places: names that are no text, pipes, folders gone or emptied."""

import os
import shutil
from contextlib import closing
from dataclasses import replace

import feedparser
import pytest
from batch_parts import article, batch, events, write_articles

from audiobook.config import SourceSettings, load_settings
from audiobook.errors import ConfigError, SourceGone, UsageError
from audiobook.model import Status
from audiobook.project import Options, Project

TONE = Options(voice="tone:sine")
NO_TEXT = os.fsdecode(b"c \xff\xc3\xa9.md")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write_articles(tmp_path, 2)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(folder, *sources, settings=None):
    """What came of the articles that are not merely planned, by one batch in a project anew."""
    with closing(Project(folder, settings or load_settings(folder, {}))) as project:
        outcomes = list(project.batch(sources, TONE))
    return [outcome for outcome in outcomes if outcome.status is not Status.PLANNED]


def statuses(outcomes):
    return [str(outcome.status) for outcome in outcomes]


def test_a_name_that_is_no_text_is_known_the_next_time_and_told_when_it_is_gone(folder):
    path = folder / "articles" / NO_TEXT
    path.write_text(article("Odd"))
    assert statuses(run(folder, "articles")) == ["made"] * 3
    assert len(feedparser.parse(folder / "feeds" / "podcast.xml").entries) == 3
    again = run(folder, "articles")
    assert [(str(each.status), each.title) for each in again] == [("skipped", "")] * 3
    path.unlink()
    done = batch(folder, "articles", "--voice", "tone:sine", "--json")
    (gone,) = [event for event in events(done) if event["event"] == "outcome"]
    assert (done.returncode, gone["status"], gone["title"]) == (0, "withdrawn", "Odd")


def test_a_name_that_is_no_text_is_one_article_wherever_it_is_named_from(folder, monkeypatch):
    (folder / "articles" / NO_TEXT).write_text(article("Odd"))
    with closing(Project(folder, load_settings(folder, {}))) as project:
        (_, made) = project.make([f"articles/{NO_TEXT}"], TONE)
        monkeypatch.chdir("articles")
        (again,) = project.make([NO_TEXT], TONE)
    assert (made.edition.identity, again.status) == ("articles/c \\xffé.md", Status.SKIPPED)
    assert again.edition.slug == made.edition.slug


def test_a_pipe_is_passed_over_in_a_folder_and_refused_where_it_is_named(folder):
    os.mkfifo(folder / "articles" / "pipe.txt")
    done = batch(folder, "articles", "articles/pipe.txt", "--dry-run")
    assert "1 file was passed over" in done.stderr
    assert "(a pipe or device)" in done.stderr
    assert "failed: articles/pipe.txt: is not a regular file" in done.stdout
    assert done.stdout.split("\n")[0].split() == ["2", "would", "be", "made"]


def test_a_folder_that_is_missing_as_a_whole_is_a_failure(folder):
    run(folder, "articles")
    (folder / "articles").rename(folder / "elsewhere")
    assert statuses(run(folder, "articles")) == ["failed"]


def test_a_folder_whose_articles_are_all_gone_tells_of_them_and_fails_no_more(folder):
    editions = [outcome.edition for outcome in run(folder, "articles")]
    shutil.rmtree(folder / "articles")
    (folder / "articles").mkdir()
    assert statuses(run(folder, "articles")) == ["withdrawn"] * 2
    with closing(Project(folder, load_settings(folder, {}))) as project:
        for edition in editions:
            project.remove(edition.slug)
    assert run(folder, "articles") == []


def test_a_folder_that_never_held_an_article_is_a_failure(folder):
    run(folder, "articles")
    (folder / "empty").mkdir()
    (outcome,) = run(folder, "empty")
    assert isinstance(outcome.error, SourceGone)


@pytest.mark.parametrize(("url", "show"), [("articles", "podcast"), ("./articles/", "podcast")])
def test_a_source_that_the_configuration_has_twice_is_one_or_a_mistake(folder, url, show):
    settings = load_settings(folder, {})
    entry = SourceSettings("articles", show=show)
    twice = replace(settings, sources=(entry, replace(entry, url=url)))
    assert statuses(run(folder, settings=twice)) == ["made"] * 2
    contrary = replace(settings, sources=(entry, SourceSettings(url)))
    with pytest.raises(ConfigError, match=r"two \[\[sources\]\] are '(\./)?articles/?'"):
        run(folder, settings=contrary)


def test_one_title_is_not_given_to_several_articles(folder):
    done = batch(folder, "articles", "--title", "The same")
    assert (done.returncode, "No such option '--title'" in done.stderr) == (2, True)
    titled = replace(TONE, title="The same")
    with closing(Project(folder, load_settings(folder, {}))) as project:
        with pytest.raises(UsageError, match="would be the title of 2 articles"):
            list(project.make(["articles"], titled))
        assert project.editions() == ()
        (*_, made) = project.make(["articles/0.md"], titled)
    assert made.edition.title == "The same"
