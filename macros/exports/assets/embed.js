/**
 * Put an embed into a page: <answer-playbook page="template-daci-blank" theme="auto"></answer-playbook>
 *
 * page    the name of the embed, which is its folder below embed/
 * theme   light, dark or auto; light when it is left out
 * height  pixels until the embed has told how tall it is
 * label   what a screen reader calls the frame
 *
 * A frame keeps the styles of the two pages apart, and needs nothing from the page around it but frame-src.
 */
(() => {
  const home = new URL("./", document.currentScript.src);
  const LEAST = 40;
  const MOST = 10000;

  class AnswerPlaybook extends HTMLElement {
    static observedAttributes = ["page", "theme"];

    connectedCallback() {
      window.addEventListener("message", this);
      this.#show();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this);
    }

    attributeChangedCallback() {
      if (this.isConnected && this.frame) this.#show();
    }

    #show() {
      const name = this.getAttribute("page") ?? "";
      this.style.display = "block";
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
        this.textContent = `There is no embed named "${name}".`;
        this.frame = undefined;
        return;
      }
      const address = new URL(`${name}/`, home);
      const theme = this.getAttribute("theme");
      if (theme === "auto" || theme === "dark") address.searchParams.set("theme", theme);
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("label") || `Answer playbook: ${name.replaceAll("-", " ")}`;
      frame.loading = "lazy";
      frame.allow = "clipboard-write";
      // With its own origin, so that its messages can be told from others; that origin isn't the one of this page.
      frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
      frame.style.width = "100%";
      frame.style.border = "0";
      frame.style.height = `${bounded(Number(this.getAttribute("height")) || 400)}px`;
      frame.src = address;
      this.replaceChildren(frame);
      this.frame = frame;
    }

    /** Follow the height that the frame tells, and nobody else's. */
    handleEvent(event) {
      if (event.origin !== home.origin || event.source !== this.frame?.contentWindow) return;
      const { type, height } = event.data ?? {};
      if (type === "playbook:resize" && Number.isFinite(height)) this.frame.style.height = `${bounded(height)}px`;
    }
  }

  function bounded(height) {
    return Math.min(Math.max(Math.ceil(height), LEAST), MOST);
  }

  if (!customElements.get("answer-playbook")) customElements.define("answer-playbook", AnswerPlaybook);
})();
