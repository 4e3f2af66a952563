// Read HTML as the editor of Confluence Cloud does when it is pasted: a list of texts comes in, a list of documents goes out.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";

// The schema looks for the DOM among the globals, as it does in a browser.
const { window } = parseHTML("<!doctype html><html><body></body></html>");
for (const name of ["document", "Node", "Element", "HTMLElement"]) globalThis[name] = window[name];

const require = createRequire(import.meta.url);
const { defaultSchema } = require("@atlaskit/adf-schema/schema-default");
const { DOMParser } = require("@atlaskit/editor-prosemirror/model");
const parser = DOMParser.fromSchema(defaultSchema);

const documents = JSON.parse(readFileSync(0, "utf8")).map((html) => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const read = parser.parse(document.body);
  read.check();
  return read.toJSON();
});
process.stdout.write(JSON.stringify(documents));
