// Runs compile.py in Pyodide, which is the Python that its bytecode is for: node compile.mjs FOLDER
// FOLDER holds what is shipped; inside it is /shipped.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({ indexURL: folder });
pyodide.mountNodeFS("/shipped", folder);
pyodide.runPython(readFileSync(new URL("compile.py", import.meta.url), "utf-8"));
