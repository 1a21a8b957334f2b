// A hosted page in a frame of another site: it says how high it is, and where its links lead.
// To WordPress in its own words, where its secret stands behind `#?secret=`; to everybody else in ours (docs/embedding.md).
(() => {
  const secret = new URLSearchParams(location.hash.slice(location.hash.indexOf("?") + 1)).get("secret");
  const wordpress = /^[A-Za-z0-9]+$/.test(secret ?? "");
  /** Neither a height nor an address of a page of ours is a secret, so any parent may hear it. */
  const say = (what, value) => {
    if (parent === window) return;
    if (wordpress) parent.postMessage({ message: what, value, secret }, "*");
    parent.postMessage({ javno: what, value }, "*");
  };
  const height = () => say("height", Math.ceil(document.documentElement.getBoundingClientRect().height));
  new ResizeObserver(height).observe(document.documentElement);
  addEventListener("load", height);
  // WordPress asks when it begins to listen after we have spoken.
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data && (data.message === "ready" || data.javno === "ready")) height();
  });

  /** Pages that stand in a frame: the lists, and one thing of them. All others ask for something to be done. */
  const stays = (url) =>
    url.origin === new URL(document.baseURI).origin &&
    /\/[a-z0-9-]+\/(pozivi|rasprave|rasprava|organizacije|organizacija)(\/(call|con|org)_[a-z0-9]+)?$/.test(url.pathname);
  const go = (url) => {
    url.searchParams.set("frame", "1");
    // What stands behind `#` is how WordPress knows the frame.
    if (location.hash.includes("secret=")) url.hash = location.hash;
    location.assign(url);
  };
  addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href]");
    if (link) {
      const url = new URL(link.href);
      if (link.getAttribute("href").startsWith("#")) {
        // A place in this page: not a new one, whatever <base> says.
        event.preventDefault();
        document.getElementById(decodeURIComponent(url.hash.slice(1)))?.scrollIntoView();
      } else if (stays(url) && !link.target) {
        event.preventDefault();
        go(url);
      } else say("link", link.href);
      return;
    }
    // A sandbox that forbids forms forbids them their event as well, so the button is heard and not the form.
    const button = event.target.closest("button[type=submit]");
    const form = button?.form;
    if (!form || form.method !== "get") return;
    const url = new URL(form.action);
    if (!stays(url)) return;
    event.preventDefault();
    for (const [name, value] of new FormData(form)) if (value) url.searchParams.set(name, value);
    go(url);
  });
})();
