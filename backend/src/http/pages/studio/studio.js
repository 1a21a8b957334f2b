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
  another(page);
  for (const link of document.querySelectorAll(".top nav a"))
    link.href = `${query.replace(/([?&]lang=)[^&]*/, `$1${link.lang}`)}`;
  offer();
}

/** Another municipality has other sites: what is typed stays, what was found of the page before goes. */
function another(page) {
  const [here, there] = [document, page].map((from) => from.querySelector("#provjera"));
  const [form, next] = [here, there].map((part) => part.querySelector(".check"));
  if (form && next && form.querySelector(".hint").textContent === next.querySelector(".hint").textContent) {
    form.action = next.action;
    return;
  }
  const typed = form?.adresa.value;
  here.replaceWith(there);
  if (next && typed) next.adresa.value = typed;
}

/** What keeps us from a page, without leaving this one. It takes as long as the site does. */
async function look(check) {
  const [button, found] = [check.querySelector("button"), document.querySelector("#nalaz")];
  if (button.ariaDisabled) return;
  button.ariaDisabled = "true";
  found.textContent = found.dataset.runs;
  const text = await fetch(check.action, { method: "POST", body: new URLSearchParams(new FormData(check)) })
    .then((answer) => answer.text())
    .catch(() => "");
  button.ariaDisabled = null;
  const page = new DOMParser().parseFromString(text, "text/html");
  const told = page.querySelector("#nalaz");
  check.adresa.ariaInvalid = page.querySelector("#adresa")?.ariaInvalid ?? null;
  if (told) found.replaceChildren(...told.childNodes);
  else found.textContent = found.dataset.failed;
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".check")) return;
  event.preventDefault();
  look(event.target);
});
form.addEventListener("change", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
offer();
