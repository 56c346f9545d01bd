import assert from "node:assert/strict";
import { test } from "node:test";

import { addressed } from "../../.site/pages/plain.js";
import { nextOf, skipped, stateOf } from "../../helpers/activities/route.js";

const step = (questions, learners = "Do.") => ({ minutes: 5, notebook: "01_the_article", questions, learners });
const route = {
  id: "says",
  title: "Who says so?",
  minutes: 15,
  steps: [step(["01-guess"]), step([], "Talk."), step(["01-own", "01-who"])],
};

test("a section is skipped if it has questions and none of them is on the route, or is an appendix", () => {
  const sections = [
    { heading: "Before", questions: ["01-guess", "01-date"] },
    { heading: "What came when?", questions: ["01-date", "01-time"] },
    { heading: "Key points", questions: [] },
    { heading: "Appendix: where it comes from", questions: [] },
  ];
  assert.deepEqual([...skipped(sections, route)], ["What came when?", "Appendix: where it comes from"]);
});

test("the next step is the first that is not done, or the talk before it", () => {
  assert.equal(nextOf(route, new Set()), route.steps[0]);
  assert.equal(nextOf(route, new Set(["01-guess"])), route.steps[1]);
  assert.equal(nextOf(route, new Set(["01-guess", "01-own"])), route.steps[1]);
  assert.equal(nextOf(route, new Set(["01-guess", "01-own", "01-who"])), undefined);
});

test("what is done without a question at the end comes when all questions are done", () => {
  const longer = { ...route, steps: [...route.steps, step([], "Hand in.")] };
  assert.equal(nextOf(longer, new Set(["01-guess", "01-own", "01-who"])), longer.steps[3]);
});

test("a step says how far it is", () => {
  const told = (...done) => route.steps.map((one) => stateOf(one, new Set(done)));
  assert.deepEqual(told("01-own"), ["open", "no question", "1 of 2 done"]);
  assert.deepEqual(told("01-guess", "01-own", "01-who"), ["done", "no question", "done"]);
});

test("a link names a notebook, a route, or both, and its word may be written in any way", () => {
  const named = (hash) => Object.values(addressed(hash, [route], ["00_start_here", "01_the_article", "02_the_actors"]));
  assert.deepEqual(named(""), ["", ""]);
  assert.deepEqual(named("#02_the_actors"), ["02_the_actors", ""]);
  assert.deepEqual(named("#route=says"), ["01_the_article", "says"]);
  assert.deepEqual(named("#02_the_actors&route=%73AYS%20"), ["02_the_actors", "says"]);
  assert.deepEqual(named("#nowhere&route=says"), ["01_the_article", "says"]);
  assert.deepEqual(named("#route=no"), ["01_the_article", "no"]);
  assert.deepEqual(named("#route=%"), ["01_the_article", "%"]);
});
