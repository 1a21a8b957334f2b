import assert from "node:assert/strict";
import { test } from "node:test";
import { readDate, readHour, readMoney, readMonths, readPercent } from "./typed";

const TODAY = "2026-11-24";

test("dates are read as officials write them", () => {
  const forms = [
    "9. 1. 2027.",
    "9.1.2027",
    "09.01.2027.",
    "9/1/2027",
    "9-1-2027",
    "9. 1. 27.",
    "2027-01-09",
    "9. januar 2027.",
    "9. januara 2027. godine",
    "9. јануар 2027. године",
    "9. jan. 2027",
    "9 January 2027",
    " 9. 1. 2027. god.",
  ];
  for (const form of forms) assert.equal(readDate(form, TODAY), "2027-01-09", form);
});

test("a date without a year is the next such day", () => {
  assert.equal(readDate("9. 1.", TODAY), "2027-01-09");
  assert.equal(readDate("24. 11.", TODAY), "2026-11-24");
  assert.equal(readDate("23. novembra", TODAY), "2027-11-23");
});

test("days that do not exist are not dates", () => {
  for (const form of ["31. 11. 2018.", "29. 2. 2027.", "0. 1. 2027.", "1. 13. 2027.", "sutra", "15", "2027"])
    assert.equal(readDate(form, TODAY), undefined, form);
  assert.equal(readDate("29. 2. 2028.", TODAY), "2028-02-29");
});

test("hours are read as notices write them", () => {
  const forms = ["15", "15.00", "15:00", "15,00", "15 h", "15.00 časova", "15 часова", "15.00h", "15 sati"];
  for (const form of forms) assert.equal(readHour(form), "15:00", form);
  assert.equal(readHour("8:30"), "08:30");
  for (const form of ["24", "15.60", "podne", "15.0"]) assert.equal(readHour(form), undefined, form);
});

test("sums are read in every style that was seen in sources", () => {
  const forms: [string, string][] = [
    ["45.000", "45000"],
    ["45.000 KM", "45000"],
    ["45 000", "45000"],
    ["10. 000 KM", "10000"],
    ["45.000,50 KM", "45000.50"],
    ["102,783.56 KM", "102783.56"],
    ["13 640 000", "13640000"],
    ["1.000.000,00", "1000000.00"],
    ["45000", "45000"],
    ["1000,5", "1000.50"],
    ["45.50", "45.50"],
    ["180.000,50 КМ", "180000.50"],
    ["20.000 maraka", "20000"],
    ["0045", "45"],
    ["400", "400"],
  ];
  for (const [form, sum] of forms) assert.equal(readMoney(form), sum, form);
});

test("what could be read in two ways is not a sum", () => {
  for (const form of [
    "45.00.000",
    "4500.000",
    "1,2,3",
    "1.000.00",
    "1.000,000,00",
    "oko 5000",
    "-5",
    "5,",
    "abc",
  ])
    assert.equal(readMoney(form), undefined, form);
});

test("a number may bring its own unit, and no other", () => {
  for (const form of ["10", "10%", " 10 % ", "10 posto", "10 odsto", "10 procenata", "10 посто"])
    assert.equal(readPercent(form), 10, form);
  for (const form of ["12", "12 mjeseci", "12 mj.", "12 meseci", "12 мјесеци", "12 months"])
    assert.equal(readMonths(form), 12, form);
  assert.equal(readMonths("1 mjesec"), 1);
  for (const form of ["12 %", "oko 12", "12,5", "godinu dana"])
    assert.equal(readMonths(form), undefined, form);
  for (const form of ["12 mjeseci", "10-15%", "desetina"]) assert.equal(readPercent(form), undefined, form);
});
