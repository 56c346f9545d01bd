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

window.addEventListener("keydown", markPressed, true);

export default { render };
