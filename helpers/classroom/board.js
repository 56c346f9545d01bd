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
  board.dataset.lmSuppressShortcuts = "true"; // or a key may cut a cell that nobody sees
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

export default { render };
