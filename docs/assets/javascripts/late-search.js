/* Material asks for the search index, the largest file of the site, on every page, and starts a worker that builds it; it has
   no setting to wait. This holds the request back until somebody turns to the search, and puts our own worker in the place
   of Material's, begun when it gets the index. It has to run before Material does. */
(({ open, send }, Begun, ours) => {
  const turnedTo = (event) => event.target.closest?.("[data-md-component=search], [for=__search], #__search");
  const late = new WeakSet();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (`${address}`.endsWith("search/search_index.json")) late.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (!late.has(this) || document.getElementById("__search").checked) return send.call(this, body);
    const names = ["pointerover", "focusin", "change"];
    const begin = (event) => {
      if (!turnedTo(event)) return;
      for (const name of names) removeEventListener(name, begin);
      send.call(this, body);
    };
    for (const name of names) addEventListener(name, begin);
  };

  class Late extends EventTarget {
    postMessage(message) {
      if (!this.worker) {
        this.worker = new Begun(ours);
        this.worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      }
      this.worker.postMessage(message);
    }
  }
  const isTheirs = (address) => `${address}`.includes("/workers/search.");
  globalThis.Worker = new Proxy(Begun, {
    construct: (_, [address, ...rest]) => (isTheirs(address) ? new Late() : new Begun(address, ...rest)),
  });
})(XMLHttpRequest.prototype, Worker, new URL("search/worker.js", document.currentScript.src));
