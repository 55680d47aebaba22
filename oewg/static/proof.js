// Which work does a public form ask of the browser before it is sent? A number is sought (proof-worker.js) while the person
// types; whoever sends the form earlier sends it when the number is found. If anything fails here, the server lets the form wait.

for (const place of document.querySelectorAll("[data-proof]")) {
  const form = place.closest("form");
  const bar = place.querySelector("progress");
  const said = place.querySelector("[role=status]");
  const expected = 2 ** Number(place.dataset.bits);
  let running = true;
  let pressed = null; // the button with which the form was sent too early

  const finish = (words) => {
    running = false;
    said.textContent = words;
    bar.value = 100;
    if (pressed) form.requestSubmit(pressed);
  };

  try {
    const worker = new Worker(new URL("proof-worker.js", import.meta.url), { type: "module" });
    bar.parentElement.hidden = false;
    said.textContent = said.dataset.working;
    worker.addEventListener("message", ({ data }) => {
      // Nobody knows how many tries it takes; the bar comes near its end and is full when it is done.
      if (data.answer === undefined) bar.value = 100 * (1 - Math.exp(-data.tries / expected));
      else {
        form.elements.proof.value = data.answer;
        finish(said.dataset.done);
      }
    });
    worker.addEventListener("error", () => finish(said.dataset.failed));
    worker.postMessage({ nonce: place.dataset.nonce, bits: Number(place.dataset.bits) });
  } catch {
    finish(said.dataset.failed);
  }

  // Before the page's own script, which listens further out, takes the form for sent.
  form.addEventListener("submit", (event) => {
    if (!running) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = event.submitter;
    said.textContent = said.dataset.sending;
  });
}
