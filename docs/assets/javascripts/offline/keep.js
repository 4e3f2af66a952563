/** Keep the whole playbook on the device, for the train: how much that is, how far it has come, and take it back. */

import { registered } from "./register.js";

const AT_ONCE = 16; // files between two reports
const NOT_HERE = "Nothing can be kept here. The address has to begin with https, and your browser has to let sites keep files.";

/** Give the worker an order, and wait for what it tells. */
async function order(...words) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data: { told, mistake } }) => (mistake ? reject(new Error(mistake)) : resolve(told));
    active.postMessage(words, [port2]);
  });
}

/** Make the buttons work. */
export async function start(holder) {
  const tools = holder.querySelector(".pb-copy");
  const [keep, remove] = tools.querySelectorAll("button");
  const bar = tools.querySelector("progress");
  const status = tools.querySelector("[role=status]");
  holder.querySelector(".pb-offline__without").remove();
  tools.hidden = false;

  /** Show what is kept, with words that say what came of it. */
  function show({ left, all, bytes }, words) {
    const size = `${Math.round(bytes / 1e6)} MB`;
    keep.hidden = left === 0;
    remove.hidden = left === all;
    bar.max = all;
    bar.value = all - left;
    const there = left === 0 ? `All of it is kept: ${all} files, ${size}.` : `${all - left} of ${all} files are kept; all of them take ${size}.`;
    status.textContent = words ?? there;
  }

  /** Do something for which the buttons have to wait. */
  async function busy(act) {
    keep.disabled = true;
    remove.disabled = true;
    try {
      await act();
    } catch ({ message }) {
      status.textContent = `It stopped: ${message} What is kept stays. Check your connection and the space on your device, then carry on.`;
    }
    keep.disabled = false;
    remove.disabled = false;
  }

  async function keepAll() {
    status.textContent = "Keeping it …";
    bar.hidden = false;
    let told = await order("more", AT_ONCE);
    while (told.left > 0) {
      bar.value = told.all - told.left;
      told = await order("more", AT_ONCE);
    }
    bar.hidden = true;
    show(told);
  }

  async function removeAll() {
    await order("forget");
    show(await order("more", 0), "Nothing is kept any more. Pages that you open from now on are kept again.");
  }

  for (const [button, act] of [[keep, keepAll], [remove, removeAll]]) {
    button.addEventListener("click", async () => {
      await busy(act);
      (keep.hidden ? remove : keep).focus(); // the one that was pressed may be gone
    });
  }

  if (await registered) {
    await busy(async () => {
      await order("seen", [location.href]).catch(() => null); // what is kept is told all the same
      show(await order("more", 0));
    });
  } else {
    keep.disabled = true;
    status.textContent = NOT_HERE;
  }
}
