/** Tell whether a reader ever wrote anything here, without writing anything to find out. */

/** Give whether this browser may hold a workbook; one that can't tell may. */
export async function everWrote() {
  const found = await indexedDB.databases?.().catch(() => null);
  return found === undefined || found === null || found.some(({ name }) => name === "playbook");
}
