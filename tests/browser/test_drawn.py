"""Every chart drawn alone in Chromium: its words are large, whole and clear of lines, at rest and after a click."""

import pytest
import vl_convert

from helpers import charts, lesson

from ..charts import EVERY, spec

CHARTS = EVERY | {
    "launches known on the day": charts.missile_tests(lesson.known(lesson.missile_tests)),
    "oil known on the day": charts.petroleum(lesson.known(lesson.series)),
    "ties of the second article": charts.ties(lesson.another.actors, lesson.another.relations, lesson.another.claims),
}
# So much room is left at 1366 x 768. What is wider would be drawn smaller at 125 % zoom than at 100 %.
WIDEST, HIGHEST = 816, 638

# Draws a chart, and measures it, at rest and after a click: a list of [width, height, faults] or two.
MEASURE = """async ([spec, chosen]) => {
    document.body.innerHTML = '<div id="chart"></div>';
    const { view } = await vegaEmbed('#chart', spec, { renderer: 'svg', actions: false });
    const atRest = measured();
    if (chosen.read) {
        const tuple = { unit: '', fields: [{ field: '_read', type: 'E' }], values: [chosen.read] };
        await view.insert('clicked_store', [tuple]).runAsync();
    } else if (chosen.actor) await view.signal('actor__name', chosen.actor).runAsync();
    else return [atRest];
    await view.runAsync();
    return [atRest, measured()];
}"""

# What is measured, as a script of the page.
MEASURED = """
function measured() {
    const svg = document.querySelector('svg.marks'), whole = svg.getBoundingClientRect();
    const bottom = (document.querySelector('.vega-bindings select') ?? svg).getBoundingClientRect().bottom;
    const isSeen = (paint) => !['none', 'transparent', 'rgba(0, 0, 0, 0)'].includes(paint);
    const isShown = (text) => text.textContent.trim() && getComputedStyle(text).opacity > 0;
    const texts = [...svg.querySelectorAll('text')].filter(isShown);
    const isGround = (text) => isSeen(getComputedStyle(text).stroke);
    const words = texts.filter((text) => !isGround(text)).map((text) => ({ text, said: text.textContent,
        box: text.getBoundingClientRect(), size: parseFloat(getComputedStyle(text).fontSize) }));
    const faults = [];
    const told = (what, said, other = '') => faults.push(`${what}: ${said}${other && ' | '}${other}`);
    for (const { said, box, size } of words) {
        if (size < 14) told('small', said);
        if (box.left < whole.left - 1 || box.right > whole.right + 1) told('cut', said);
        if (box.top < whole.top - 1 || box.bottom > whole.bottom + 1) told('cut', said);
        if (said.includes('…')) told('cut', said);
    }
    // A box of a text has room above and below its letters.
    const meets = (one, other, by) => one.left + by < other.right && other.left + by < one.right
        && one.top + by + 2 < other.bottom - 2 && other.top + 2 + by < one.bottom - 2;
    words.forEach(({ box, said }, place) => {
        for (const other of words.slice(place + 1)) if (meets(box, other.box, 1)) told('overlap', said, other.said);
    });
    // Where an element is clipped, by the rectangle that Vega clips with.
    const clipOf = (element) => {
        const path = document.querySelector(element.getAttribute('clip-path').slice(4, -1)).firstChild.getBBox();
        const matrix = element.getScreenCTM();
        const [from, to] = [[path.x, path.y], [path.x + path.width, path.y + path.height]].map(
            ([x, y]) => new DOMPoint(x, y).matrixTransform(matrix));
        return { left: from.x, right: to.x, top: from.y, bottom: to.y };
    };
    const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    for (const shape of svg.querySelectorAll('path, line')) {
        const style = getComputedStyle(shape), bounds = shape.getBoundingClientRect();
        const group = shape.parentNode.getAttribute('class'), clipped = shape.closest('[clip-path]');
        const [fill, stroke] = [isSeen(style.fill) && shape.localName === 'path', isSeen(style.stroke)];
        if (!(fill || stroke) || style.opacity < 0.1) continue;
        const width = shape.style.strokeWidth;
        if (stroke) shape.style.strokeWidth = Math.max(3, parseFloat(style.strokeWidth)) + 'px';
        const edges = clipped && clipOf(clipped);
        const isWhereSeen = ({ x, y }) => !edges
            || (x > edges.left && x < edges.right && y > edges.top && y < edges.bottom);
        const back = shape.getScreenCTM().inverse();
        const edge = { left: bounds.left - 2, right: bounds.right + 2, top: bounds.top - 2, bottom: bounds.bottom + 2 };
        for (const { text, box, said } of words.filter(({ box }) => meets(box, edge, 0))) {
            const ground = texts.find((one) => isGround(one) && one.textContent === said
                && meets(one.getBoundingClientRect(), box, 3));
            if (ground && isBefore(shape, ground) && /axis-grid|mark-shape/.test(group)) continue;
            const points = [];
            for (let x = box.left + 1; x < box.right - 1; x += 2)
                for (let y = box.top + 4; y < box.bottom - 4; y += 2) points.push(new DOMPoint(x, y));
            const seen = points.filter(isWhereSeen).map((point) => point.matrixTransform(back));
            const filled = fill ? seen.filter((point) => shape.isPointInFill(point)).length : 0;
            const crossed = stroke && seen.some((point) => shape.isPointInStroke(point));
            const isWithin = filled === points.length && isBefore(shape, text);
            if (crossed || (filled && !isWithin)) {
                told('crossed', said, group + ' ' + (shape.getAttribute('aria-label') ?? ''));
            }
        }
        shape.style.strokeWidth = width;
    }
    return [whole.width, bottom - whole.top, [...new Set(faults)]];
}"""


@pytest.fixture(scope="module", params=["5.8", None], ids=["as JupyterLab", "as the pages"])
def page(chromium, request):
    """An empty page with what draws charts: the oldest Vega-Lite that vl-convert has, and the newest."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.set_content("<body style='font: 14px system-ui'></body>")
    page.add_script_tag(content=MEASURED)
    page.add_script_tag(content=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=request.param))
    yield page
    context.close()


def read_most(chart):
    """What takes most lines of all that a click can show; {} where nothing can be clicked."""
    rows = [row for rows in spec(chart).get("datasets", {}).values() for row in rows]
    if "'name': 'clicked'" in str(spec(chart)):
        texts = [row["_read"] for row in rows if "_read" in row]
        return {"read": max(texts, key=lambda text: (text.count("\n"), len(text)))}
    names = [row["_name"] for row in rows if row.get("_name") and "_text" in row]
    return {"actor": max(names, key=names.count)} if names else {}


@pytest.mark.parametrize("name", CHARTS)
def test_words_are_large_and_whole_and_nothing_runs_through_them(page, name):
    measured = page.evaluate(MEASURE, [spec(CHARTS[name]), read_most(CHARTS[name])])
    for width, height, faults in measured:
        assert faults == []
        assert width <= WIDEST
        assert height <= HIGHEST
    if "'name': 'clicked'" in str(spec(CHARTS[name])):
        (_, at_rest, _), (_, after_a_click, _) = measured
        assert after_a_click > at_rest  # no room stands empty for what a click shows
