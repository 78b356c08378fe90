// Everything a click or a key does without the server's queue. Runs once, for the source pane:
// `element` is its place, `server` has the functions of the program that it may call.
const pane = element.querySelector(".source-pane");
const article = pane.querySelector(".article");
let opener = null;
let opened = null;
let latest = 0;

async function openSource(button) {
  const mine = ++latest;
  const { document: name, start, end, quote } = button.dataset;
  const place = { document: name };
  if (quote !== undefined) Object.assign(place, { start: Number(start), end: Number(end), quote });
  const text = await server.article(place);
  if (mine !== latest) return;
  article.innerHTML = text;
  markOpener(button);
  pane.hidden = false;
  document.body.classList.add("reading");
  // On a narrow screen the source covers the lower part of the page.
  if (matchMedia("(max-width: 999px)").matches) button.scrollIntoView({ block: "start" });
  article.querySelector("h2")?.focus({ preventScroll: true });
  showMark();
}

// In the middle, or from its beginning on where all of it has no room.
function showMark() {
  const marks = article.querySelectorAll("mark");
  if (!marks.length) return;
  const height = marks[marks.length - 1].getBoundingClientRect().bottom - marks[0].getBoundingClientRect().top;
  const room = article.querySelector(".text").clientHeight;
  marks[0].scrollIntoView({ block: height < room * 0.8 ? "center" : "start" });
}

function markOpener(button) {
  opener?.removeAttribute("aria-current");
  opener = button;
  opened = button && placeOf(button);
  opener?.setAttribute("aria-current", "true");
}

function placeOf(button) {
  const { document: name, start, end } = button.dataset;
  return [name, start, end].join("\n");
}

// What is shown grows while it is worked on; what was opened or chosen stays so. Where nothing opens
// it any more (another question, a document removed), it would stand beside what it is not of.
new MutationObserver(() => {
  if (opened) {
    if (!opener.isConnected || placeOf(opener) !== opened) opener = buttonTo(opened);
    if (!opener) leaveSource();
    else if (!opener.hasAttribute("aria-current")) opener.setAttribute("aria-current", "true");
  }
  if (chosen?.isConnected && chosen.getAttribute("aria-expanded") === "false") showEvidence(chosen);
}).observe(document.body, {
  subtree: true, childList: true, attributes: true,
  attributeFilter: ["aria-current", "aria-expanded", "data-document", "data-start"],
});

function buttonTo(place) {
  const shown = (button) => placeOf(button) === place && button.checkVisibility();
  return [...document.querySelectorAll("[data-document]")].find(shown) ?? null;
}

function closeSource() {
  const last = opener;
  leaveSource();
  last?.focus();
}

// Without taking the reader back to what opened it.
function leaveSource() {
  latest++;
  pane.hidden = true;
  document.body.classList.remove("reading");
  markOpener(null);
}

let chosen = null;

function showEvidence(sentence) {
  const check = sentence.closest(".check");
  chosen = sentence;
  for (const other of check.querySelectorAll("[data-evidence]")) {
    other.setAttribute("aria-expanded", String(other === sentence));
  }
  for (const section of check.querySelectorAll("[data-evidence-of]")) {
    section.hidden = section.dataset.evidenceOf !== sentence.dataset.evidence;
  }
  check.querySelector(".hint").hidden = true;
}

function askQuestion(text) {
  const field = document.querySelector("#question textarea, #question input");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  // The framework hears of the new text before it hears of the click.
  setTimeout(() => document.querySelector("#ask").click(), 60);
}

function showPage(id) {
  document.querySelector(`[role="tab"][aria-controls="${id}"]`).click();
}

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copy(button) {
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Copying is not allowed here";
  }
  setTimeout(() => (button.textContent = said), 1500);
}

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest?.(selector);
  if (hit("#check")) chosen = null;
  if (hit(".source-pane .close")) closeSource();
  else if (hit('[role="tab"]')) leaveSource();
  else if (hit("[data-document]")) openSource(hit("[data-document]"));
  else if (hit("[data-evidence]")) showEvidence(hit("[data-evidence]"));
  else if (hit("[data-page]")) showPage(hit("[data-page]").dataset.page);
  else if (hit("[data-ask]")) askQuestion(hit("[data-ask]").dataset.ask);
  else if (hit("[data-copy]")) copy(hit("[data-copy]"));
  else if (hit("[data-save]")) save(hit("[data-save]").dataset.save, hit("[data-save]").dataset.content);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !pane.hidden) closeSource();
  const sentence = event.target.closest?.("[data-evidence]");
  if (sentence && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    showEvidence(sentence);
  }
});
