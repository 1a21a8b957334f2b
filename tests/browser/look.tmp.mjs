import { chromium } from "@playwright/test";
const J="http://localhost:18180", H="http://localhost:18190", out="/tmp/look/";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const shot = async (page, name, full=true) => { await page.waitForTimeout(700); await page.screenshot({ path: `${out}${name}.png`, fullPage: full }); console.log(name); };
const step = async (name, f) => { try { await f(); } catch (e) { console.log("FAILED", name, String(e).slice(0, 400)); } };
const ctx = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await ctx.newPage();
page.on("console", m => { if (m.type()==="error") console.log("console:", m.text().slice(0,200)); });
await step("widget", async () => { const r = await page.goto(`${H}/trebinje/organizacije`); console.log(r.status()); await shot(page, "w-dir"); });
await step("all3", async () => { await page.goto(`${H}/trebinje`); await shot(page, "w-calls"); });
await step("hosted", async () => { await page.goto(`${J}/tesanj/organizacije`); await shot(page, "h-dir"); await page.goto(`${J}/trebinje/organizacije/predlozi?lang=sr-Cyrl`); await shot(page, "h-propose"); });
await step("narrow", async () => { await page.setViewportSize({width:320,height:700}); await page.goto(`${J}/tesanj/organizacije?lang=sr-Cyrl`); await shot(page, "h-dir-320", false); await page.goto(`${H}/trebinje/organizacije`); await shot(page, "w-dir-320", false); await page.setViewportSize({width:1280,height:900}); });
// desk
const cdp = await ctx.newCDPSession(page);
await cdp.send("WebAuthn.enable");
await cdp.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
await step("sign in", async () => {
  const address = "referent@trebinje.example";
  const find = async () => { const t = await (await page.request.get(`${J}/outbox`)).text(); const l = t.split("<article").filter(x => x.includes(address)); return /href="([^"]+\/desk\/(?:prijava|poziv)#[\w-]+)"/.exec(l[0] ?? "")?.[1]; };
  await page.goto(`${J}/desk`); await shot(page, "d-signin");
  let l = await find();
  console.log(l?.slice(0,60));
  if (!l) { await page.locator("input[type=email]").fill(address); await page.locator("button[type=submit], form button").first().click(); await page.waitForTimeout(1500); l = await find(); }
  await page.goto(l); await page.waitForTimeout(1500); await shot(page, "d-link");
});
await step("buttons", async () => { for (let i=0;i<6;i++) { const b = await page.locator("main button, main a.btn").allTextContents(); console.log(page.url(), b.join(" | ")); if (/desk\/trebinje/.test(page.url())) break;
  const go = page.locator("main button.primary, main form button[type=submit], main button").first(); const box = page.locator("main input[type=checkbox]"); if (await box.count()) await box.first().check(); await go.click(); await page.waitForTimeout(1800); } });
await shot(page, "d-after");
console.log(page.url());
await ctx.storageState({ path: "/tmp/look/state.json" });
await browser.close();
