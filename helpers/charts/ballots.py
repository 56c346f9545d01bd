"""Charts of votes at the United Nations: who voted how, text by text."""

import altair as alt
import pandas as pd

from helpers import lesson
from helpers.charts.look import BLUE, INK, PURPLE, VERMILION
from helpers.charts.parts import CLICKED, DOTS, LINES, flat, heads, in_lines, reading, reading_panel, words

VOTES = {  # shape, colour
    "for": ("circle", BLUE),
    "abstained": ("diamond", PURPLE),
    "against": ("triangle-down", VERMILION),
    "veto": ("cross", VERMILION),
}


def sanctions(sanctions: pd.DataFrame) -> alt.VConcatChart:
    """Who voted how on North Korea in the Security Council? A row for each text; a click shows what it did.

    sanctions : DataFrame as in lesson, the oldest first. Each column that has the id of an actor holds the votes of a
        state.
    """
    named = lesson.actors.set_index("id")["name"]
    states = {id: named[id] for id in sanctions if id in named.index}
    number = sanctions["symbol"].str.removeprefix("S/RES/").str.replace(r" \(\d{4}\)", "", regex=True)
    table = pd.DataFrame(
        {
            "text": sanctions["date"].dt.strftime("%Y-%m-%d · ") + number + " · " + sanctions["kind"].astype("str"),
            **{name: sanctions[id].astype("str") for id, name in states.items()},
            "for": sanctions["votes_for"],
            "against": sanctions["votes_against"],
            "abstained": sanctions["abstentions"],
            "what came before": sanctions["trigger"],
            "what it did": sanctions["what_it_did"],
            "source": sanctions["source"].map(lesson.source_of),
        }
    )
    table["_read"] = reading(table["text"] + " · after: " + table["what came before"], table["what it did"], 76)
    vetoed = table[sanctions["kind"] == "vetoed draft"].to_dict("records")
    return _ballot(table, list(states.values()), list(VOTES), 120, _last_known(table, sanctions)).properties(
        title=alt.Title(
            "Who voted how on North Korea?",
            subtitle="UN Security Council. Last column: for – against – abstained. Click a mark to read more.",
        ),
        description=f"{len(table)} votes of the UN Security Council on North Korea. Vetoed: "
        + "; ".join(", ".join([row["text"], *(f"{name}: {row[name]}" for name in states.values())]) for row in vetoed),
    )


def votes(votes: pd.DataFrame) -> alt.VConcatChart:
    """How did some states vote on Ukraine in the UN General Assembly? A row for each resolution.

    votes : DataFrame as in lesson, the oldest first.
    """
    named = lesson.actors.set_index("id")["name"]
    rows = pd.DataFrame(
        {
            "text": in_lines(votes["date"].dt.strftime("%Y-%m-%d · ") + votes["title"], 38),
            "for": votes["votes_for"],
            "against": votes["votes_against"],
            "abstained": votes["abstentions"],
            "source": votes["source"].map(lesson.source_of),
            "state": votes["state"].map(named),
            "vote": votes["vote"].astype("str"),
        }
    )
    table = rows.pivot(index=list(rows)[:5], columns="state", values="vote").reset_index()
    table["_read"] = reading(table["text"].str.replace("\n", " "), table["source"], 88)
    states = list(dict.fromkeys(rows["state"]))
    first, second = states[:2]
    same = (table[first] == table[second]).sum()
    return _ballot(table, states, ["for", "abstained", "against"], 80, _last_known(rows, votes)).properties(
        title=alt.Title(
            "Who voted how on Ukraine?",
            subtitle="UN General Assembly; Ukraine votes for all. Last column: for – against – abstained. Click one.",
        ),
        description=f"{len(table)} votes of the UN General Assembly on Ukraine, and how {len(states)} states voted. "
        f"{second} voted as {first} did in {same} of them.",
    )


def _last_known(texts: pd.DataFrame, votes: pd.DataFrame) -> str:
    """The text of the last row that was known on the day, or "" if none was. texts : with the index of votes."""
    known = texts.loc[lesson.known(votes).index, "text"]
    return known.iloc[-1] if len(known) else ""


def _ballot(table: pd.DataFrame, voters: list[str], kinds: list[str], step: int, last: str) -> alt.VConcatChart:
    """Texts in rows, voters in columns, all votes in the last column; a dotted line under `last` if more follow.

    last : the text of a row, or "" for no line.
    """
    order = list(table["text"])
    shapes, colours = zip(*(VOTES[kind] for kind in kinds), strict=True)
    scale = {"title": None, "sort": kinds}
    bare = {"ticks": False, "domain": False}
    y = alt.Y("text:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, grid=True, labelExpr=LINES, **bare))
    columns = list(in_lines(pd.Series([*voters, "all members"]), step // 9))
    x = {"scale": alt.Scale(domain=columns), "title": None, "axis": heads(columns)}
    table["_column"] = columns[-1]
    table["_all"] = table[["for", "against", "abstained"]].astype("str").agg(" – ".join, axis=1)
    numbers = alt.Chart(table).encode(x=alt.X("_column:N", **x), y=y, text="_all:N")
    drawn = table.melt(["text", "_read"], voters, "voter", "vote")
    drawn["_voter"] = drawn["voter"].map(dict(zip(voters, columns, strict=False)))
    drawn["_said"] = drawn["text"].map(flat) + ", " + drawn["voter"] + ": " + drawn["vote"]
    marks = (
        alt.Chart(drawn)
        .mark_point(filled=True, size=190, opacity=1, cursor="pointer")
        .encode(
            x=alt.X("_voter:N", **x),
            y=y,
            shape=alt.Shape("vote:N", **scale, scale=alt.Scale(domain=kinds, range=shapes)),
            color=alt.Color("vote:N", **scale, scale=alt.Scale(domain=kinds, range=colours)),
            stroke=alt.condition(CLICKED, alt.value(INK), alt.value("transparent")),
            strokeWidth=alt.value(3),
            description="_said:N",
        )
        .add_params(CLICKED)
    )
    high = 38 if table["text"].str.contains("\n").any() else 26
    under = alt.Chart(table).transform_filter(alt.datum["text"] == last).mark_rule(yOffset=high / 2, **DOTS)
    line = [] if last in ("", order[-1]) else [under.encode(y=y)]
    wide = (len(voters) + 1) * step
    return alt.vconcat(
        alt.layer(*words(numbers), marks, *line).properties(width=wide, height=alt.Step(high)),
        reading_panel(table, x=-280),
    )
