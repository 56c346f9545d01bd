// The words that the scripts share. A row of data/questions.csv with its options, and what its kind adds in Python.

export type Answer = any; // by kind: see the head of each file in helpers/questions

export interface Option {
  number: number;
  text: string;
  answer: string;
  feedback: string;
}

export interface Question {
  id: string;
  notebook: string;
  kind: string;
  moment: "guess" | "check";
  stem: string;
  hint: string;
  explanation: string;
  asks_again: string;
  options: Option[];
  [more: string]: any; // what a kind's `page` gives besides
}

export interface Note {
  right: boolean | null;
  text: string;
}

/** What is said of an answer. compare: what `field` then shows beside it, by the number of an option. */
export interface Feedback {
  right: boolean | null;
  message: string;
  notes: Note[];
  explanation: string;
  compare: Record<string, any>;
}

export interface Marked {
  right: boolean | null;
  notes: Note[];
  message?: string;
  explanation?: string; // in place of the question's
  compare?: Record<string, any>;
}

/** why: what stood there is to be kept, see WHY in card.js. */
export type Change = (answer: Answer, why?: string) => void;

/** A statement, with the learner's codes and, where there are any, ours: column to value. */
export interface Coded {
  statement: string;
  codes: Record<string, string>;
  ours?: Record<string, string>;
}

/** The page's side of a kind of question; its Python side is described in helpers/questions/__init__.py. */
export interface Kind {
  /** Whether an answer (any JSON, not null) has the form of this kind: as `form` in Python, asked where a file comes in. */
  form(question: Question, answer: any): boolean;
  /** What stands on the button that checks, "" for no button; "Check" if it is missing. */
  button?(state: State): string;
  /** The same where it is only noted, before looking; "Note my guess" if it is missing. */
  noted?: string;
  /** The nodes that show an answer, call `change` on every change, and show what `compare` has for each option. */
  field(question: Question, answer: Answer, change: Change, compare: Record<string, any>): Node[];
  /** What is right, and why. tries: which try it is; later: of a kind that binds, a later try. */
  mark(question: Question, answer: Answer, tries: number, later?: Answer): Marked;
  /** How many cells of an answer are open. Without it: none. */
  open?(question: Question, answer: Answer): number;
  /** An answer in words, for the report: one text or more. */
  words(question: Question, answer: Answer): string[];
  /** The statements that an answer, or null, codes; the question then has `columns`. Without it: it codes none. */
  coded?(question: Question, answer: Answer): Coded[];
  /** What is kept of an answer that is checked, or null if it cannot be checked yet. Without it: the answer itself. */
  checked?(answer: Answer): Answer | null;
  /** Whether an answer may no longer be changed. Without it: never. */
  fixed?(answer: Answer): boolean;
  /** Whether its notebook comes first in a report, since it is what the learner wants to say. */
  leads?: boolean;
  /** Whether the first answer that was checked is the one that counts, and a later one only a later try. */
  binds?: boolean;
}

/** What is kept of a question. first: the answer at the first check, or null. */
export interface State {
  answer: Answer;
  first: Answer;
  tries: number;
}

/** What stood in a question before, and why it stands there no more: see WHY in helpers/work/history.py. */
export interface Earlier {
  why: string;
  at: string;
  state: State;
}

/** The same on its way to the kernel. key: what the kernel names in `took` when it has it. */
export interface Before {
  key: string;
  why: string;
  state: State;
}

/** A State as the kernel has it on the disk. revision: counts up with every save, from 1; 0 if nothing is kept. */
export interface Kept {
  revision: number;
  at: string;
  state: State;
  problem: string;
  before?: Earlier[]; // the newest first
  took?: string[];
}

/** A state that the page has sent, in short. key: of the message; "" of what the kernel has confirmed. */
export interface Sent {
  key: string;
  hash: number;
}

/** What the page remembers of work that the kernel has not confirmed, in the browser's own storage. */
export interface Draft {
  state: State;
  revision: number;
  sent: Sent[];
  before?: Before[];
  at?: number; // milliseconds, by the clock of this browser
}

/** A way to the kernel: a model of ipywidgets, as JupyterLab and anywidget give it. */
export interface Pipe {
  send(message: object): void;
  on(event: string, call: (message: any) => void): void;
  off(event: string, call: (message: any) => void): void;
}

/** What a wire brings when it opens. */
export interface Opening {
  /** alias: the name to hand in under, "" before there is one; route: id of the lesson that is followed, or ""; own: of a kernel, whose work it is, see Lineage in helpers/work/place.py. seed: what chooses the order of options for this learner. inBrowser: whether it is kept by this browser alone, which may clear it. forgets: whether it can be emptied here. */
  folder: {
    name: string;
    id: string;
    seed: string;
    alias: string;
    route: string;
    own?: string;
    inBrowser: boolean;
    forgets?: boolean;
  };
  questions: Question[];
  kept: Record<string, Kept>;
  done: string[];
  series: { id: string; notebook: string; stem: string }[];
  words: Word[];
  routes: Route[];
  sections: Record<string, Section[]>; // of each notebook that it brings
}

/** A lesson: a way through some of the questions. id: the word to follow it by. */
export interface Route {
  id: string;
  title: string;
  minutes: number;
  steps: Step[];
}

/** notebook: its name, or "" where no screen is needed; questions: ids; learners: what they do. */
export interface Step {
  minutes: number;
  notebook: string;
  questions: string[];
  learners: string;
}

/** What stands in a notebook under a heading of the second or third level. questions: ids; of one of the third without any, those of its part. */
export interface Section {
  heading: string;
  questions: string[];
}

/** A row of data/glossary.csv. term: a word, or several with one meaning and a comma between. */
export interface Word {
  term: string;
  meaning: string;
}

/** What may be told of a message to the kernel. told: why it was not done, or what could not be read. */
export interface Told {
  told?: string;
  kept?: Record<string, Kept>;
  done?: string[];
  made?: { text: string; count: number; at: string }; // a file to hand in
  report?: { alias: string; questions: Question[]; kept: Record<string, Kept>; pictures: Record<string, string> };
  found?: Record<"back" | "same" | "beside" | "left", string[]>; // ids, see Restored in helpers/work/hand_in.py
  loaded?: Record<string, State>; // of those put back, what stood there
  undone?: string[]; // ids
  forgotten?: string; // all that was kept is put aside or removed: where it is now
  noted?: { alias?: string; route?: string; own?: string };
}
