/** What is said in `<javno-consultation>` while somebody writes: replies, what comes meanwhile, and the way to support it. */
import type { Browser, Locator, Page } from "@playwright/test";
import { published } from "./debate";
import { ask, enterBy, invited } from "./desk";
import { consultation, expect, faults, JAVNO, LOCALES, SCRIPT, test } from "./host";
import { official } from "./official";
import { SITE } from "./playwright.config";

/** The widget in the strict site, with what is said about an article. */
async function opened(page: Page, id: string, article: number) {
  await page.goto(`${SITE}/trebinje/rasprave?pismo=lat&rasprava=${id}`);
  const widget = page.locator("javno-consultation");
  await widget.getByRole("button", { name: new RegExp(`Član ${article}\\.`) }).click();
  await expect(widget.getByLabel(/Vaš komentar/)).toBeVisible();
  return widget;
}

/** An official who enters what came on paper, and publishes what guests send. */
async function desk(browser: Browser, address: string, id: string, article: number) {
  const page = await (await browser.newContext()).newPage();
  await enterBy(page, await invited("trebinje", address, "moderator"));
  const { say, found, read } = official(page, "trebinje");
  const { data } = await say(`{ consultation(id: "${id}") { acts { current { anchors { id label { text } } } } } }`);
  type Part = { id: string; label: { text: string } | null };
  const parts: Part[] = data.consultation.acts[0].current.anchors;
  const part = parts.find(({ label }) => new RegExp(`^(Član|Члан) ${article}\\.`).test(label?.text ?? ""))?.id ?? "";
  expect(part).toMatch(/^part_/);
  return {
    /** Enters a comment, which everybody can read from then on; its id. */
    paper: async (name: string, text: string): Promise<string> => {
      const given = `consultation: "${id}", part: "${part}", origin: PAPER, authorKind: CITIZEN, name: "${name}", text: "${text}"`;
      const { data } = await say(`mutation { enterComment(input: { ${given} }) { errors { code } comments { comment { id } } } }`);
      expect(data.enterComment.errors).toEqual([]);
      return data.enterComment.comments[0].comment.id;
    },
    /** Publishes what a guest has sent; its id. */
    publish: async (text: string): Promise<string> => {
      const row = await found(text);
      if (!row) throw new Error(`nobody has sent: ${text}`);
      const { data } = await say(`mutation { publishComments(input: { ${read(row)} }) { errors { code } } }`);
      expect(data.publishComments.errors).toEqual([]);
      return row.comment.id;
    },
    /** Refuses what everybody could read. */
    refuse: async (id: string) => {
      const given = `comments: [{ id: "${id}", revision: 1 }], reason: INSULT`;
      const { data } = await say(`mutation { rejectComments(input: { ${given} }) { errors { code } } }`);
      expect(data.rejectComments.errors).toEqual([]);
    },
  };
}

/** Replies to a comment in the widget; waits until it is received. */
async function reply(widget: Locator, to: string, name: string, text: string) {
  const comment = widget.locator(`[id="${to}"]`);
  const opens = comment.getByRole("button", { name: `Odgovori: ${name}` }).first();
  await expect(opens).toHaveAttribute("aria-expanded", "false");
  await opens.click();
  await expect(opens).toHaveAttribute("aria-expanded", "true");
  const area = widget.locator(`[id="text-${to}"]`);
  await expect(area).toBeFocused();
  await expect(area).toHaveAccessibleName(`Odgovori: ${name}`);
  await area.fill(text);
  const form = comment.locator("form.form").first();
  await form.getByRole("radio", { name: "bez imena" }).check();
  await form.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(widget.locator(`[id="receipt-${to}"]`)).toBeFocused({ timeout: 30_000 });
}

test("what is written stays as it is, with caret and focus, while others are heard beside it", async ({ page, browser }) => {
  test.slow();
  const id = await consultation("trebinje", "OPEN");
  const office = await desk(browser, "sluh@trebinje.example", id, 10);
  const first = await office.paper("Ana Marić", "Drveće treba zalijevati i ljeti.");

  const widget = await opened(page, id, 10);
  await expect(widget.locator(`[id="${first}"]`)).toBeVisible();
  const area = widget.locator(".article > .talk > .thread > div textarea");
  await area.pressSequentially("Treba drveća. Hvala.");
  await area.evaluate((area: HTMLTextAreaElement) => {
    area.setSelectionRange(6, 13, "backward");
    Object.assign(area, { same: true });
  });
  const held = () =>
    area.evaluate((area: HTMLTextAreaElement) => ({
      ...{ value: area.value, same: Reflect.get(area, "same") },
      selection: [area.selectionStart, area.selectionEnd, area.selectionDirection],
      focused: (area.getRootNode() as ShadowRoot).activeElement === area,
      widget: document.activeElement?.localName,
    }));
  const before = await held();
  expect(before).toEqual({
    ...{ value: "Treba drveća. Hvala.", same: true, focused: true, widget: "javno-consultation" },
    selection: [6, 13, "backward"],
  });

  // Somebody replies to what stands above, and somebody says something new.
  const said = `Slažem se. ${Date.now()}`;
  const other = await (await browser.newContext()).newPage();
  await reply(await opened(other, id, 10), first, "Ana Marić", said);
  const second = await office.publish(said);
  await expect(widget.locator(`[id="${first}"] [id="${second}"]`)).toContainText(said);
  expect(await held()).toEqual(before);
  const third = await office.paper("Petar Ilić", "I klupe treba obojiti.");
  const fresh = widget.getByRole("button", { name: "1 novi komentar" });
  await expect(fresh).toBeVisible();
  await expect(widget.locator(`[id="${third}"]`)).toHaveCount(0);
  expect(await held()).toEqual(before);

  // Whoever types on goes on where he was.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("mnogo ");
  await expect(area).toHaveValue("Treba mnogo drveća. Hvala.");
  await fresh.click();
  await expect(widget.locator(`[id="${third}"]`)).toBeFocused();
  await expect(widget.locator(".thread > ul > li").first()).toContainText("I klupe treba obojiti.");
  await expect(fresh).toHaveCount(0);
  expect(await held()).toMatchObject({ value: "Treba mnogo drveća. Hvala.", same: true, selection: [12, 12, expect.anything()] });
  await other.close();
});

test("replies are written where they are read, and none beneath the third", async ({ page, browser }) => {
  test.slow();
  const id = await consultation("trebinje", "OPEN");
  const office = await desk(browser, "odgovori@trebinje.example", id, 11);
  const first = await office.paper("Ana Marić", "Igrališta treba ograditi.");
  const widget = await opened(page, id, 11);
  const comment = (id: string) => widget.locator(`[id="${id}"]`);
  const replies = (of: string) => comment(of).locator("> .acts").getByRole("button", { name: /^Odgovori: / });

  // Whoever thinks better of it is back where he was.
  await replies(first).click();
  await expect(widget.locator(`[id="text-${first}"]`)).toBeFocused();
  await comment(first).getByRole("button", { name: "Odustani" }).click();
  await expect(comment(first)).toBeFocused();
  await expect(widget.locator(`[id="text-${first}"]`)).toHaveCount(0);

  const [one, two] = [`Ograda smeta. ${Date.now()}`, `Niska ne smeta. ${Date.now()}`];
  await reply(widget, first, "Ana Marić", one);
  await expect(comment(first).getByText("Čeka pregled prije objave.")).toBeVisible();
  await expect(comment(first).locator("li")).toHaveCount(0);
  const second = await office.publish(one);
  await expect(comment(first).locator(`li[id="${second}"]`)).toContainText(one);
  await expect(comment(first).getByText("Objavljen je.")).toBeVisible();

  await reply(widget, second, "bez imena", two);
  const third = await office.publish(two);
  await expect(comment(second).locator(`li[id="${third}"]`)).toContainText(two);
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/talk-replies.png", fullPage: true });
  // It can be supported as any other; but nothing stands beneath it.
  await expect(replies(second)).toHaveCount(1);
  await expect(replies(third)).toHaveCount(0);
  await expect(comment(third).getByRole("link", { name: "Podržavam: bez imena" })).toBeVisible();

  // As it turns to each language, what is open stays open.
  for (const lang of LOCALES) {
    await widget.evaluate((one, lang) => one.setAttribute("lang", lang), lang);
    await expect.poll(() => widget.evaluate((one) => Reflect.get(one, "locale"))).toBe(lang);
    await expect(comment(second).locator(`li[id="${third}"]`)).toBeVisible();
    expect(await faults(page), lang).toEqual([]);
  }
});

test("a reply stays where it is written when what it replies to is refused meanwhile", async ({ page, browser }) => {
  test.slow();
  const id = await consultation("trebinje", "OPEN");
  const office = await desk(browser, "odbijeno@trebinje.example", id, 15);
  const first = await office.paper("Ana Marić", "Ovo nije za objavu.");
  const widget = await opened(page, id, 15);
  const comment = widget.locator(`[id="${first}"]`);
  await comment.getByRole("button", { name: "Odgovori: Ana Marić" }).click();
  const area = widget.locator(`[id="text-${first}"]`);
  await expect(area).toBeFocused();
  await page.keyboard.type("Slažem se, ali");
  await office.refuse(first);
  await expect(comment).toContainText("Tekst je uklonjen.");
  await expect(comment).not.toContainText("Ana Marić");
  await expect(comment).not.toContainText("Ovo nije za objavu.");
  await expect(area).toBeFocused();
  await page.keyboard.type(" ne tako.");
  await expect(area).toHaveValue("Slažem se, ali ne tako.");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/talk-refused.png", fullPage: true });

  // It cannot be sent any more, and is not lost for that.
  const form = comment.locator("form.form").first();
  await form.getByRole("radio", { name: "bez imena" }).check();
  await form.getByRole("button", { name: "Pošaljite komentar" }).click();
  await expect(form.getByRole("alert")).toContainText("Nije poslato.");
  await expect(area).toHaveValue("Slažem se, ali ne tako.");
  // Whoever gives it up may come back to it.
  await form.getByRole("button", { name: "Odustani" }).click();
  await expect(area).toHaveCount(0);
  await comment.getByRole("button", { name: "Odgovori: bez imena" }).click();
  await expect(area).toHaveValue("Slažem se, ali ne tako.");
});

test("what becomes of a consultation is seen while somebody writes, over one connection, and his words stay", async ({ page, browser, host }) => {
  test.slow();
  const desk = await (await browser.newContext()).newPage();
  await enterBy(desk, await invited("sekovici", "rok@sekovici.example", "editor"));
  const text = (text: string) => ({ text, locale: "sr-Latn" });
  const article = (n: number, text: string) => ({ kind: "ARTICLE", label: `Član ${n}.`, text });
  const title = "Nacrt odluke o igralištu";
  const id = await published(desk, "sekovici", title, [article(1, "Igralište je otvoreno."), article(2, "Psi ne ulaze.")]);
  /** What an editor does to it as it is now. */
  const change = async (name: string, more: object, it = "id") => {
    const { version } = (await ask(desk, `{ desk(municipality: "sekovici") { consultation(id: "${id}") { version } } }`)).desk.consultation;
    const query = `mutation($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { errors { code field reason } } }`;
    expect((await ask(desk, query, { input: { [it]: id, version, ...more } }))[name].errors, name).toEqual([]);
  };

  const streams: string[] = [];
  page.on("request", (request) => request.resourceType() === "eventsource" && streams.push(request.url()));
  const element = `<javno-consultation consultation="${id}"><a href="${JAVNO}/sekovici/rasprave">Rasprave</a></javno-consultation>`;
  await page.goto(await host(`${SCRIPT}<main lang="sr-Latn"><h1>Opština</h1>${element}</main>`));
  const widget = page.locator("javno-consultation");
  await widget.getByRole("button", { name: /Član 2\./ }).click();
  const area = widget.getByLabel(/Vaš komentar: Član 2\./);
  await area.pressSequentially("Neka uđu na povocu.");
  await area.evaluate((area: HTMLTextAreaElement) => {
    area.setSelectionRange(5, 8);
    Object.assign(area, { same: true });
  });
  const held = () =>
    area.evaluate((area: HTMLTextAreaElement) => ({
      ...{ value: area.value, same: Reflect.get(area, "same") },
      selection: [area.selectionStart, area.selectionEnd],
      focused: (area.getRootNode() as ShadowRoot).activeElement === area,
    }));
  const before = { value: "Neka uđu na povocu.", same: true, selection: [5, 8], focused: true };
  expect(await held()).toEqual(before);

  const later = new Date(Date.now() + 40 * 86_400_000);
  const day = later.toISOString().slice(0, 10);
  await change("extendConsultation", { closes: { day }, reason: text("Praznici") });
  const [year, month, date] = day.split("-").map(Number);
  await expect(widget.getByText(`do kraja dana ${date}. ${month}. ${year}.`)).toBeVisible();
  expect(await held()).toEqual(before);

  const { consultation: now } = await ask(desk, `{ consultation(id: "${id}") { acts { id current { anchors { key } } } } }`);
  const [{ id: act, current }] = now.acts;
  const [one, two] = current.anchors.map(({ key }: { key: string }) => ({ key }));
  const rewritten = (...parts: object[]) =>
    change("saveAct", { act, title: text(title), locale: "sr-Latn", parts }, "consultation").then(() =>
      change("correctConsultation", { reason: text("Prijedlozi") }),
    );
  await rewritten({ ...article(1, "Igralište je otvoreno danju."), ...one }, { ...article(2, "Psi ne ulaze."), ...two }, article(3, "Klupe su u hladu."));
  await expect(widget.locator(".article")).toHaveCount(3);
  await expect(widget.getByText("Igralište je otvoreno danju.")).toBeVisible();
  expect(await held()).toEqual(before);
  expect(await faults(page)).toEqual([]);

  // What he writes about is gone: he goes on in the text that he reads.
  await rewritten({ ...article(1, "Igralište je otvoreno noću."), ...one });
  await change("cancelConsultation", { reason: text("Povučen nacrt") });
  await expect(widget.locator("article > .meta .badge").last()).toHaveText("Obustavljena");
  expect(await held()).toEqual(before);
  await page.keyboard.press("End");
  await page.keyboard.type(" Hvala.");
  await expect(area).toHaveValue("Neka uđu na povocu. Hvala.");
  expect(await faults(page)).toEqual([]);
  await page.screenshot({ path: "out/talk-cancelled.png", fullPage: true });
  expect(streams).toHaveLength(1);
  await desk.context().close();
});

test("whoever supports what is said is led to where it is done without an account, and is counted", async ({ page, browser }) => {
  const id = await consultation("trebinje", "OPEN");
  const office = await desk(browser, "podrska@trebinje.example", id, 13);
  const said = await office.paper("Ana Marić", "Psi treba da imaju svoj dio parka.");
  const widget = await opened(page, id, 13);
  const comment = widget.locator(`[id="${said}"]`);
  const link = comment.getByRole("link", { name: "Podržavam: Ana Marić" });
  await expect(link).toHaveText("Podržavam");
  await expect(comment).not.toContainText("podršk");
  const there = await (await browser.newContext()).newPage();
  await there.goto((await link.getAttribute("href")) ?? "");
  await expect(there.getByText("Psi treba da imaju svoj dio parka.")).toBeVisible();
  await there.getByRole("button", { name: "Podržavam" }).click();
  await expect(there.getByRole("status")).toHaveText("Vaša podrška je ubrojana.");
  // The way back is to the comment by itself, from where it can be reported too.
  await there.getByRole("link", { name: "Komentar" }).click();
  await expect(there.getByRole("link", { name: "Prijavite komentar" }).first()).toBeVisible();
  // It comes by itself to whoever reads.
  await expect(comment.getByText("1 podrška")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.screenshot({ path: "out/talk-support-320.png", fullPage: true });
  await page.goto(`${SITE}/trebinje/rasprave?pismo=cir&rasprava=${id}`);
  await widget.getByRole("button", { name: /Члан 13\./ }).click();
  await expect(comment.getByRole("link", { name: "Подржавам: Ana Marić" })).toHaveText("Подржавам");
  await expect(comment.getByText("1 подршка")).toBeVisible();
  await expect(widget.getByText(/^Чека одговор: \d+$/)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.screenshot({ path: "out/talk-support-320-cyrillic.png", fullPage: true });
});
