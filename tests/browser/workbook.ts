/** A workbook as a spreadsheet writes it: one sheet, every cell as it would be typed. */
import { strToU8, zipSync } from "fflate";

const escaped = (text: string) => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
const named = (tag: string, of: string, inside: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><${tag} xmlns="http://schemas.openxmlformats.org/${of}">${inside}</${tag}>`;

export function workbook(rows: string[][]): Buffer {
  const cell = (text: string, column: number, row: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  const line = (cells: string[], at: number) =>
    `<row r="${at + 1}">${cells.map((text, column) => text && cell(text, column, at + 1)).join("")}</row>`;
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const leads = (to: string, kind: string, id: string) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${to}"/>`;
  const type = (part: string, what: string) =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${what}+xml"/>`;
  const parts = {
    "[Content_Types].xml": named(
      "Types",
      "package/2006/content-types",
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type("workbook.xml", "sheet.main")}${type("worksheets/sheet1.xml", "worksheet")}`,
    ),
    "_rels/.rels": named("Relationships", "package/2006/relationships", leads("xl/workbook.xml", "officeDocument", "rId1")),
    "xl/workbook.xml": named(
      "workbook",
      "spreadsheetml/2006/main",
      `<sheets><sheet name="Spisak" sheetId="1" r:id="rId1" xmlns:r="${office}"/></sheets>`,
    ),
    "xl/_rels/workbook.xml.rels": named("Relationships", "package/2006/relationships", leads("worksheets/sheet1.xml", "worksheet", "rId1")),
    "xl/worksheets/sheet1.xml": named("worksheet", "spreadsheetml/2006/main", `<sheetData>${rows.map(line).join("")}</sheetData>`),
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}
