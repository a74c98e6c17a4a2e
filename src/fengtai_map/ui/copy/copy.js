/* A button that copies a text, also where the page is served without https and the browser keeps its clipboard back. */
(function () {
  "use strict";
  const button = document.getElementById("copy");
  let told = {};

  const send = (type, more) => window.parent.postMessage({ isStreamlitMessage: true, type, ...more }, "*");

  window.addEventListener("message", (event) => {
    if (event.data.type !== "streamlit:render") return;
    if (event.data.args.text !== told.text || event.data.args.label !== told.label) button.textContent = event.data.args.label;
    told = event.data.args;
    document.title = told.label;
    document.documentElement.lang = told.lang;
    send("streamlit:setFrameHeight", { height: 44 });
  });

  button.addEventListener("click", async () => {
    const copied = await byClipboard().catch(bySelection);
    button.textContent = copied ? told.done : told.failed;
  });

  async function byClipboard() {
    await navigator.clipboard.writeText(told.text);
    return true;
  }

  function bySelection() {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = told.text;
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    button.focus();
    return copied;
  }

  send("streamlit:componentReady", { apiVersion: 1 });
})();
