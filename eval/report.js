const rows = [...document.querySelectorAll("#questions details")];
const [words, type, verdict] = ["words", "type", "verdict"].map((id) => document.getElementById(id));
function filter() {
  const wanted = words.value.toLowerCase();
  let count = 0;
  for (const row of rows) {
    const shown = (!type.value || row.dataset.type === type.value)
      && (!verdict.value || row.dataset.verdict === verdict.value)
      && row.textContent.toLowerCase().includes(wanted);
    row.hidden = !shown;
    count += shown;
  }
  document.getElementById("count").textContent = `${count} of ${rows.length}`;
}
for (const control of [words, type, verdict]) control.addEventListener("input", filter);
filter();
