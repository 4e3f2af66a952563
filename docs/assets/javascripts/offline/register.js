/** Let pages be read without a network: start the worker that keeps what was seen, and tell it what this page is made of. */

import { afterPaint } from "../after-paint.js";

const WORKER = new URL("../../../offline.js", import.meta.url);
const { serviceWorker } = navigator; // only where the connection is safe

async function tell() {
  const { active } = await serviceWorker.ready;
  active.postMessage(["seen", [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]]);
}

async function register() {
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded));
  await new Promise((painted) => afterPaint(painted)());
  try {
    await serviceWorker.register(WORKER);
  } catch {
    return false; // a browser that keeps nothing for sites; the page is whole without
  }
  serviceWorker.addEventListener("controllerchange", tell); // the worker of a new build knows nothing of this page
  tell();
  return true;
}

/** Whether there is a worker. */
export const registered = serviceWorker ? register() : Promise.resolve(false);
