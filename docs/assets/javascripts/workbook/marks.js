/** What a reader has read and practised: the mark on an answer, and the marks in the lists of answers. */

import { lastTimes } from "../practise/history.js";
import { today } from "../today.js";
import { openWorkbook } from "./store.js";
import { everWrote } from "./wrote.js";

/** Let a box say whether an answer was read; one that was ticked before its workbook was open is kept. */
export async function openMark(box, answer) {
  const workbook = await openWorkbook();
  const keep = () => {
    const day = today();
    workbook.change(({ read }) => {
      if (box.checked) read[answer] = day;
      else delete read[answer];
    });
    workbook.save();
  };
  const show = () => {
    box.checked = answer in workbook.data.read;
  };
  if (box.checked) keep();
  else show();
  box.addEventListener("change", keep);
  workbook.watch(show);
}

/** Mark the answers of the lists on a page. */
export async function start() {
  if (!await everWrote()) return;
  const workbook = await openWorkbook();
  const show = () => {
    const practised = lastTimes(workbook.data);
    for (const item of document.querySelectorAll("li[data-answer]")) {
      const { answer } = item.dataset;
      const marks = [answer in workbook.data.read && "read", practised.has(answer) && "practised"].filter(Boolean);
      let place = item.querySelector(".pb-mark");
      if (marks.length === 0) place?.remove();
      else {
        place ??= item.querySelector("small").appendChild(document.createElement("span"));
        place.className = "pb-mark";
        place.textContent = ` · ${marks.join(", ")}`;
      }
    }
  };
  show();
  workbook.watch(show);
}
