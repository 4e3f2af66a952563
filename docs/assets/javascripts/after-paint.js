/** Put off what a reader need not wait for: a letter that is typed must be painted first. */

/** Give a function that does something once the browser has painted, and once only however often it was asked for. */
export function afterPaint(act) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => setTimeout(() => {
      isWaiting = false;
      act();
    }));
  };
}
