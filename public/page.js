// Makes the order page nicer, never necessary: shows the copy buttons and says when one has copied.
(() => {
  if (!navigator.clipboard) return;
  const said = document.getElementById("said");
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const label = button.textContent;
    let timer;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
      } catch {
        return;
      }
      clearTimeout(timer);
      button.textContent = button.dataset.copied;
      said.textContent = button.dataset.copied;
      timer = setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, 2500);
    });
  }
})();
