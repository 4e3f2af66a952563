/** Hand a reader a file that the page has made. */

const THERE = 60_000; // milliseconds that the file stays at its address: some browsers fetch it a little later

/** Save content under a name; gives what to tell the reader. */
export function saved(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), THERE);
  return `Saved as ${name}.`;
}
