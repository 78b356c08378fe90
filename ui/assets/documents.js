// Removing a document: the first click asks, the second does it. Runs for the list of documents.
element.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-remove]");
  if (!button) return;
  if (button.dataset.sure !== "yes") {
    button.dataset.sure = "yes";
    button.textContent = "Really remove?";
    return;
  }
  props.value = await server.remove(button.dataset.remove);
});

element.addEventListener("focusout", (event) => {
  const button = event.target.closest("[data-remove]");
  if (!button || button.dataset.sure !== "yes") return;
  delete button.dataset.sure;
  button.textContent = "Remove";
});

// Looking for one of many: what does not have the words is hidden.
element.addEventListener("input", (event) => {
  if (!event.target.matches("[data-find]")) return;
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const item of element.querySelectorAll(".documents li")) {
    const text = item.firstElementChild.textContent.toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
  }
});
