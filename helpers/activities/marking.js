// @ts-check
// What is said about an answer: feedback that explains. The kinds say what is right; this says when what is told.

import { isNothing } from "./keeping.js";

/** @import { Answer, Feedback, Kind, Question } from "./types.js" */

/**
 * What is said of an answer. The hint comes with the first wrong try, the explanation with the second.
 * @param {Kind} kind
 * @param {Question} question
 * @param {Answer} answer
 * @param {number} tries which try this is
 * @param {string} guessed text of the option that was guessed before reading, where the question asks it again
 * @param {Answer} later of a kind that binds, a later try
 * @returns {Feedback}
 */
export function feedback(kind, question, answer, tries = 1, guessed = "", later = null) {
  const told = { right: null, message: "", notes: [], explanation: "", compare: {} };
  if (isNothing(answer)) return { ...told, message: "Choose, move or write something first." };
  if (question.moment === "guess") {
    const open = kind.open?.(question, answer) ?? 0;
    const message = open ? `Noted, with ${open} ${open === 1 ? "cell" : "cells"} still open.` : "Noted.";
    return { ...told, message, explanation: question.explanation };
  }
  const marked = kind.mark(question, answer, tries, later);
  const notes = guessed ? [...marked.notes, note(null, `Before reading you guessed: ${guessed}.`)] : marked.notes;
  if (marked.right === null) return { ...told, explanation: question.explanation, ...marked, notes };
  const again = "Not yet. Look at what is said about your choice, and try again.";
  const hint = question.hint ? ` Hint: ${question.hint}` : "";
  const message = marked.right ? "Right." : again + hint;
  return { ...told, ...marked, message, notes, explanation: marked.right || tries > 1 ? question.explanation : "" };
}

/**
 * What is not compared yet.
 * @param {string[]} texts at least one
 */
export const stillOpen = (texts) => note(null, `Still open, and not compared: ${texts.join("; ")}.`);

/**
 * @param {boolean | null} right
 * @param {string} text
 */
export function note(right, text) {
  return { right, text };
}
