"""How charts look, and how they reach the screen."""

import altair as alt
import pandas as pd

from helpers.charts import look

CHART = alt.Chart(pd.DataFrame({"what": ["<b>", None], "_place": [1, 2]})).mark_point().properties(description="Two.")


def shown(monkeypatch, chart):
    """What a notebook is sent for a chart."""
    sent = []
    monkeypatch.setattr(look, "display", lambda what, raw=False: sent.append(what))
    look.show(chart)
    return sent


def test_a_chart_is_sent_as_jupyterlab_draws_it_by_itself_with_its_text(monkeypatch):
    bundle, _ = shown(monkeypatch, CHART)
    spec = bundle["application/vnd.vegalite.v5+json"]
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.6.1.json"
    assert spec["usermeta"] == {"embedOptions": {"renderer": "svg", "actions": False}}
    assert bundle["text/plain"] == "Two."
    assert "image/png" not in bundle


def test_in_voila_a_chart_has_a_picture_already_or_an_error_would_stand_under_it(monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    assert "image/png" in shown(monkeypatch, CHART)[0]


def test_its_table_is_folded_under_it_without_the_hidden_columns(monkeypatch):
    _, cards = shown(monkeypatch, CHART)
    assert "<summary>The same as a table</summary>" in cards.data
    assert "<td>&lt;b&gt;</td>" in cards.data
    assert "_place" not in cards.data
    assert "<td></td>" in cards.data  # what is missing stays empty


def test_the_table_of_a_chart_of_parts_is_the_first_in_it():
    parts = alt.vconcat(alt.layer(alt.Chart(alt.Data(values=[])).mark_rule(), CHART), CHART)
    assert look.table_of(parts).equals(CHART.data[["what"]])


def test_a_chart_with_no_table_is_shown_alone(monkeypatch):
    lone = alt.Chart(alt.Data(values=[{"why": "Nothing."}])).mark_text()
    assert look.table_of(lone) is None
    (bundle,) = shown(monkeypatch, lone)
    assert bundle["text/plain"] == "A chart."


def test_colours_are_seen_on_white_and_on_black():
    def light(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in (look.BLUE, look.VERMILION, look.GREEN, look.GREY):
        for ground in ("#FFFFFF", "#111111"):
            darker, lighter = sorted((light(colour), light(ground)))
            assert (lighter + 0.05) / (darker + 0.05) >= 3, (colour, ground)
