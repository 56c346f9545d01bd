"""The environment check says what to do."""

from helpers import environment


def test_all_fine_here():
    assert "Everything is there" in environment.check().data


def test_missing_and_old_packages_are_named_with_a_remedy(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("no-such-package>=1\npandas>=999\naltair\n")
    said = environment.check(file).data
    assert "Something is missing" in said
    assert '| no-such-package>=1 | nothing | run `%pip install "no-such-package>=1"`' in said
    assert "| pandas>=999 | " in said
    assert "Everything" not in said


def test_in_jupyterlite_jupyterlab_is_the_page_and_not_missing(tmp_path, monkeypatch):
    file = tmp_path / "requirements.txt"
    file.write_text("jupyterlab>=999\naltair\n")
    assert "Something is missing" in environment.check(file).data
    monkeypatch.setattr("sys.platform", "emscripten")
    assert "Everything is there" in environment.check(file).data
