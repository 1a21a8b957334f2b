// What makes the studio comfortable; without it everything is there after a press of the button.
const form = document.querySelector(".questions");
const advice = document.querySelector("#savjet");
const frame = document.querySelector("iframe");

/** Buttons that copy, which nobody needs where they cannot. */
function offer() {
  if (!navigator.clipboard) return;
  for (const button of advice.querySelectorAll(".copy button")) {
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("code").textContent);
      const name = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => {
        button.textContent = name;
      }, 2000);
    };
  }
}

/** The last question counts: an older answer that comes later is not shown. */
let asked = 0;

async function show() {
  const mine = ++asked;
  const query = `?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(`/studio${query}`).catch(() => undefined);
  if (mine !== asked || !answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== asked) return;
  history.replaceState(null, "", `/studio${query}`);
  advice.replaceChildren(...page.querySelector("#savjet").childNodes);
  frame.src = `/studio/pregled${query}`;
  for (const link of document.querySelectorAll(".top nav a"))
    link.href = `${query.replace(/([?&]lang=)[^&]*/, `$1${link.lang}`)}`;
  offer();
}

form.addEventListener("change", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
offer();
