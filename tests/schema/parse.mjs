// Read HTML as the editor of Confluence Cloud does when it is pasted: in each line a list of texts comes in, and a list of documents goes out.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { parseHTML } from "linkedom";
import { Element } from "./node_modules/linkedom/esm/interface/element.js";
import { prepareMatch } from "./node_modules/linkedom/esm/shared/matches.js";

// The schema looks for the DOM among the globals, as it does in a browser.
const { window } = parseHTML("<!doctype html><html><body></body></html>");
for (const name of ["document", "Node", "Element", "HTMLElement"]) globalThis[name] = window[name];

// The editor asks every element for each of its hundred selectors, and linkedom would read a selector anew each time.
const tests = new Map();
Element.prototype.matches = function (selectors) {
  if (!tests.has(selectors)) tests.set(selectors, prepareMatch(this, selectors));
  return tests.get(selectors)(this);
};

const require = createRequire(import.meta.url);
const { defaultSchema } = require("@atlaskit/adf-schema/schema-default");
const { DOMParser } = require("@atlaskit/editor-prosemirror/model");
const parser = DOMParser.fromSchema(defaultSchema);

function parse(html) {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const read = parser.parse(document.body);
  read.check();
  return read.toJSON();
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(JSON.parse(line).map(parse))}\n`);
}
