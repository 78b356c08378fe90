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
