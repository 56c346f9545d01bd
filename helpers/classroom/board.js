// @ts-check
// The button that puts the board before everything else, for a projector, and takes it back. Nothing of it needs a kernel.

const ON = "Projector";
const OFF = "Back (Esc)";
const CALM = 500; // milliseconds after which JupyterLab has scrolled

/** @typedef {{ status: string } | null | undefined} Kernel null where it was shut down */

/** @param {{ el: HTMLElement, model: { widget_manager: { kernel?: Kernel } } }} place where the button goes, and its model */
function render({ el, model }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "projector";
  button.textContent = ON;
  button.onclick = () => toggle(button);
  el.append(button);
  requestAnimationFrame(() => {
    bringIntoView(el.closest(".jp-Cell"));
    el.closest(".class-board")?.addEventListener("click", ({ currentTarget }) => {
      const { kernel } = model.widget_manager;
      if (currentTarget instanceof Element && (kernel === null || kernel?.status === "dead"))
        currentTarget.classList.add("jupyter-widgets-disconnected"); // as after a restart, which JupyterLab tells itself
    });
  });
}

/**
 * Run All chooses the last cell, and JupyterLab scrolls to what is chosen when all has run: choose the board's cell.
 * @param {Element | null} cell
 */
function bringIntoView(cell) {
  const cells = [...(cell?.closest(".jp-Notebook")?.querySelectorAll(".jp-Cell") ?? [])];
  if (!cell || !cells.at(-1)?.classList.contains("jp-mod-active")) return; // it was run by itself
  for (const name of ["mousedown", "mouseup"])
    cell.dispatchEvent(new MouseEvent(name, { bubbles: true, cancelable: true, button: 0 }));
  setTimeout(() => cell.querySelector(".class-board")?.scrollIntoView(), CALM);
}

/** @param {HTMLElement} button */
function toggle(button) {
  const board = /** @type {HTMLElement | null} */ (button.closest(".class-board"));
  if (!board) return;
  if (board.popover) {
    board.hidePopover();
    return;
  }
  board.popover = "auto"; // the top layer: above all of JupyterLab, which cuts off what leaves its cell
  board.showPopover();
  button.textContent = OFF;
  const [first] = [".next-question:enabled", ".previous-question:enabled"].flatMap((name) => [
    ...board.querySelectorAll(name),
  ]);
  if (first instanceof HTMLElement) first.focus(); // Space on it does not close the projector, as on this button
  board.addEventListener("toggle", function closed(event) {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    board.removeEventListener("toggle", closed);
    board.popover = null; // a popover that is not open is not seen
    button.textContent = ON;
  });
}

/**
 * Keep a key that is pressed on the board from JupyterLab, which would take it for a command, such as to cut the cell.
 * What it looks at is the node that has the focus; and it listens on the document, before the board could.
 * @param {KeyboardEvent} event
 */
function markPressed({ target, ctrlKey, metaKey }) {
  if (target instanceof Element && target.closest(".class-board"))
    target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
}

/** @type {Record<string, string>} what a clicker sends, and the arrows, to the button that it presses */
const PRESSES = {
  PageDown: ".next-question",
  ArrowRight: ".next-question",
  PageUp: ".previous-question",
  ArrowLeft: ".previous-question",
};

/**
 * On the projector go on to the next question, or back. In a list and in a field the arrows are its own.
 * @param {KeyboardEvent} event
 */
function turnPage(event) {
  const board = document.querySelector(".class-board:popover-open");
  const isIn = event.target instanceof Element && event.target.closest("select, input");
  if (!board || !PRESSES[event.key] || (isIn && event.key.startsWith("Arrow"))) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // or JupyterLab takes it for a command
  /** @type {HTMLElement | null} */ (board.querySelector(PRESSES[event.key]))?.click();
}

window.addEventListener("keydown", markPressed, true);
window.addEventListener("keydown", turnPage, true);

export default { render };
