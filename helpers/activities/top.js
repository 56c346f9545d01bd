// @ts-check
// Run All leaves JupyterLab and Notebook at the last cell, past all that is asked: bring the learner back to the top.
//
// When all has run they scroll to the chosen cell, which Run All makes the last one: so another is chosen at once, the
// first, or whichever the learner has scrolled to meanwhile.

const MOST = 60000; // milliseconds that a notebook may take to run
const CALM = 150; // after the last turn of the wheel

/** @param {HTMLElement | null} notebook that has just opened its wire; one that was not run as a whole is left alone */
export function stayAtTop(notebook) {
  if (!notebook || !isAtLast(notebook)) return;
  choose(notebook.querySelector(".jp-Cell"));
  for (const node of [notebook, ...notebook.querySelectorAll(".jp-WindowedPanel-outer")]) node.scrollTop = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const follow = () => {
    clearTimeout(timer);
    timer = setTimeout(() => choose(inView(notebook)), CALM);
  };
  const moves = ["wheel", "touchmove"];
  for (const name of moves) notebook.addEventListener(name, follow, { passive: true });
  setTimeout(() => {
    for (const name of moves) notebook.removeEventListener(name, follow);
  }, MOST);
}

/** @param {HTMLElement} notebook */
const cellsOf = (notebook) => [...notebook.querySelectorAll(".jp-Cell")];

/**
 * Whether the last cell is chosen; of a long notebook it may not be on the page yet.
 * @param {HTMLElement} notebook
 */
function isAtLast(notebook) {
  const cells = cellsOf(notebook);
  const at = cells.findIndex((cell) => cell.classList.contains("jp-mod-active"));
  return at === -1 || at === cells.length - 1;
}

/**
 * The cell in the middle of the window.
 * @param {HTMLElement} notebook
 */
const inView = (notebook) =>
  cellsOf(notebook).find((cell) => cell.getBoundingClientRect().bottom > innerHeight / 2) ?? null;

/**
 * Choose a cell as a click beside it does: Shift + Enter goes on from there.
 * @param {Element | null} cell
 */
function choose(cell) {
  for (const name of ["mousedown", "mouseup"])
    cell?.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true, button: 0 }));
}
