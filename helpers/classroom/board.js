// @ts-check
// The button that puts the board before everything else, for a projector, and takes it back. Nothing of it needs a kernel.

const ON = "Projector";
const OFF = "Back (Esc)";

/** @param {{ el: HTMLElement }} place where the button goes */
function render({ el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "projector";
  button.textContent = ON;
  button.onclick = () => toggle(button);
  el.append(button);
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
