import assert from "node:assert/strict";
import { test } from "node:test";

/** Where the browser is, as far as the desk goes from page to page there. */
const went: string[] = [];
Object.assign(globalThis, {
  location: { pathname: "/desk/trebinje", href: "https://javno.example/desk/trebinje" },
  history: { pushState: (_: unknown, __: string, to: string) => went.push(to) },
  addEventListener: () => {},
  scrollTo: () => {},
});
const { go, guarded, leaving, left } = await import("./route");

test("a page that may not be left is not left, and asks again", async () => {
  let asked = 0;
  const free = guarded(async () => {
    asked++;
    return false;
  });
  await go("/desk/trebinje/pozivi");
  assert.equal(await leaving(), false);
  assert.deepEqual([asked, went], [2, []]);
  free();
  assert.equal(await leaving(), true);
});

test("whoever may leave but stays after all is asked again; once the page is left, nobody is", async () => {
  let asked = 0;
  guarded(async () => {
    asked++;
    return true;
  });
  assert.equal(await leaving(), true);
  assert.equal(await leaving(), true);
  assert.equal(asked, 2);
  left();
  await go("/desk/trebinje/pozivi");
  assert.deepEqual([asked, went], [2, ["/desk/trebinje/pozivi"]]);
});
