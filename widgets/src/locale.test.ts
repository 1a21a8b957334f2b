import assert from "node:assert/strict";
import { test } from "node:test";
import { detect } from "./locale";

const CYRILLIC = "Град Требиње, званична интернет страница";
const LATIN = "Grad Trebinje, zvanična internet stranica, obavještenja građanima";

test("the page's own words come first", () => {
  assert.equal(detect("sr-Cyrl-BA", "https://x.ba/?script=lat", LATIN), "sr-Cyrl");
  assert.equal(detect("sr-Latn", "https://x.ba/cir/", CYRILLIC), "sr-Latn");
  assert.equal(detect("bs-BA", "", LATIN), "bs");
  assert.equal(detect("hr", "", LATIN), "hr");
  assert.equal(detect("hr-HR", "https://x.ba/?lang=lat", LATIN), "hr");
  assert.equal(detect("HR_BA", "", LATIN), "hr");
  for (const cyrillic of ["bs-Cyrl", "bs-Cyrl-BA", "BS_cyrl", "hr-Cyrl"])
    assert.equal(detect(cyrillic, "https://x.ba/?script=lat", "Javni pozivi"), "sr-Cyrl", cyrillic);
  assert.equal(detect("bs-Latn-BA", "", CYRILLIC), "bs");
  // Plain Serbian leaves the script to the letters of the page.
  for (const open of ["sr", "sr-BA", "sh", "cnr-ME"]) {
    assert.equal(detect(open, "", LATIN), "sr-Latn", open);
    assert.equal(detect(open, "", CYRILLIC), "sr-Cyrl", open);
  }
  assert.equal(detect("en", "", "Welcome to our municipality"), "en");
});

test("every form of address that switches the script is read", () => {
  const lat = [
    "?script=lat",
    "?lang=lat",
    "?lng=lat",
    "?sr_pismo=lat",
    "lat/",
    "vijesti/lat/12",
    "sr-lat/",
    "?a=1&lang=sr_lat",
  ];
  const cir = ["?script=cir", "?lang=cyr", "?lng=cir", "?sr_pismo=cir", "cir/", "sr-cyr/", "cyr"];
  for (const form of lat) assert.equal(detect("sr", `https://x.ba/${form}`, CYRILLIC), "sr-Latn", form);
  for (const form of cir) assert.equal(detect("sr", `https://x.ba/${form}`, LATIN), "sr-Cyrl", form);
  for (const form of ["lat?strana=2", "lat#vrh", "?pismo=latinica", "?a=1&lng=lat#vrh"])
    assert.equal(detect("", `https://x.ba/${form}`, CYRILLIC), "sr-Latn", form);
  for (const none of ["latif/cirkus", "cirkus/lat-in", "?plan=lat", "#lat"])
    assert.equal(detect("sr", `https://x.ba/${none}`, CYRILLIC), "sr-Cyrl", none);
});

test("an address may say the language too, where the page does not", () => {
  assert.equal(detect("", "https://bdcentral.net/?lang=hr", LATIN), "hr");
  assert.equal(detect("", "https://bdcentral.net/?a=1&lang=bs", LATIN), "bs");
  assert.equal(detect("", "https://bdcentral.net/?lang=sr", CYRILLIC), "sr-Cyrl");
  assert.equal(detect("", "https://bdcentral.net/?lang=en", "Welcome to our municipality"), "en");
  assert.equal(detect("bs", "https://bdcentral.net/?lang=hr", LATIN), "bs");
});

test("letters decide where nothing is said, or where the theme says what is not so", () => {
  assert.equal(detect("", "", CYRILLIC), "sr-Cyrl");
  assert.equal(detect("", "", LATIN), "sr-Latn");
  assert.equal(detect("en-US", "", CYRILLIC), "sr-Cyrl");
  assert.equal(detect("en-US", "", LATIN), "sr-Latn");
  assert.equal(detect("", "", ""), "sr-Latn");
  // Where the page says nothing at all, the words of the link inside the element do: its municipality's.
  assert.equal(detect("", "", "Јавни позиви"), "sr-Cyrl");
});

test("what a municipality usually speaks counts where nothing else names a language and the letters are Latin", () => {
  for (const usual of ["bs", "hr"]) {
    assert.equal(detect("", "", LATIN, usual), usual);
    assert.equal(detect("", "", "", usual), usual);
    // A theme's default, which nobody chose, says nothing; nor does a script.
    assert.equal(detect("en-US", "", LATIN, usual), usual);
    assert.equal(detect("", "https://x.ba/?script=lat", LATIN, usual), usual);
    // Whatever is said comes before it.
    assert.equal(detect("sr-Latn", "", LATIN, usual), "sr-Latn");
    assert.equal(detect("sr", "", LATIN, usual), "sr-Latn");
    assert.equal(detect("", "https://x.ba/?lang=sr", LATIN, usual), "sr-Latn");
    assert.equal(detect("en", "", "Welcome to our municipality", usual), "en");
    assert.equal(detect("", "https://x.ba/?script=cir", LATIN, usual), "sr-Cyrl");
    assert.equal(detect("", "", CYRILLIC, usual), "sr-Cyrl");
  }
  assert.equal(detect("hr", "", LATIN, "bs"), "hr");
  // Nonsense is as good as nothing.
  assert.equal(detect("", "", LATIN, null), "sr-Latn");
  assert.equal(detect("", "", LATIN, ""), "sr-Latn");
});
