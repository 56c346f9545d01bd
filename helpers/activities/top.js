// @ts-check
// Run All leaves JupyterLab and Notebook at the last cell, past all that is asked: bring the learner back to the top.

const LOOK = 100; // milliseconds from one look to the next
const MOST = 90000; // that a notebook may take to run
const MOVES = ["wheel", "keydown", "pointerdown", "touchstart"];

/**
 * Stay at the top while all cells run, unless the learner moves. A notebook that was not run as a whole is left alone.
 * @param {HTMLElement | null} notebook that has just opened its wire
 */
export function stayAtTop(notebook) {
  if (!notebook || !isAtLast(notebook)) return;
  const end = Date.now() + MOST;
  let calm = 0; // looks in a row at which nothing ran
  const timer = setInterval(() => {
    calm = isRunning(notebook) ? 0 : calm + 1;
    toTop(notebook);
    if (calm > 5 || Date.now() > end) stop();
  }, LOOK);
  const stop = () => {
    clearInterval(timer);
    for (const name of MOVES) removeEventListener(name, stop, true);
    if (calm > 5) chooseFirst(notebook);
  };
  for (const name of MOVES) addEventListener(name, stop, { capture: true, passive: true });
}

/** @param {HTMLElement} notebook */
function isAtLast(notebook) {
  const cells = [...notebook.querySelectorAll(".jp-Cell")];
  return cells.at(-1)?.classList.contains("jp-mod-active") === true;
}

/** @param {HTMLElement} notebook */
const isRunning = (notebook) =>
  [...notebook.querySelectorAll(".jp-InputPrompt")].some((prompt) => prompt.textContent === "[*]:");

/** @param {HTMLElement} notebook */
function toTop(notebook) {
  for (const node of [notebook, ...notebook.querySelectorAll(".jp-WindowedPanel-outer")]) node.scrollTop = 0;
}

/**
 * Make the first cell the chosen one: Shift + Enter would else go on from the last.
 * @param {HTMLElement} notebook
 */
function chooseFirst(notebook) {
  const first = notebook.querySelector(".jp-Cell");
  first?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, button: 0 }));
  first?.dispatchEvent(new MouseEvent("mouseup", { bubbles: true, cancelable: true, button: 0 }));
  toTop(notebook);
}
