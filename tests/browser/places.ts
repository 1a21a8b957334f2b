/** Which pages there are: what is proven of all of them asks here. */
import { asked, consultation, RICH } from "./host";

export interface Place {
  /** What it is called in what is kept of it. */
  name: string;
  path: string;
  /** What it is answered with, where that is not 200. */
  status?: number;
  /** A window stands over it, and the rest of it is not to be reached. */
  window?: boolean;
}

const named = (places: [name: string, path: string, more?: Partial<Place>][]): Place[] =>
  places.map(([name, path, more]) => ({ name, path, ...more }));

/** What the pages of a desk are about. */
interface Of {
  call: string;
  /** The call whose results are written, where it is another. */
  judged?: string;
  debate: string;
  organisation: string;
}

/** The pages of a municipality's desk, behind its address. */
export const ofDesk = ({ call, judged = call, debate, organisation }: Of): Place[] =>
  named([
    ["today", ""],
    ["calls", "/pozivi"],
    ["calls-import", "/pozivi?uvoz", { window: true }],
    ["call", `/pozivi/${call}`],
    ["results", `/rezultati/${judged}`],
    ["debates", "/rasprave"],
    ["debates-import", "/rasprave?uvoz", { window: true }],
    ["debate", `/rasprave/${debate}`],
    ["comments", "/komentari"],
    ["comments-of-debate", `/komentari/${debate}`],
    ["answers", `/odgovori/${debate}`],
    ["report", `/izvjestaj/${debate}`],
    ["organisations", "/organizacije"],
    ["organisation", `/organizacije/${organisation}`],
    ["suggestions", "/prijedlozi"],
    ["duplicates", "/duplikati"],
    ["imports", "/uvoz"],
    ["town", "/opstina"],
    ["people", "/ljudi"],
    ["journal", "/dnevnik"],
    ["missing", "/nema-ovakve"],
  ]);

/** The hosted pages of a demo, with the studio's, and those that only a form or a letter leads to. */
export async function hosted(server: string): Promise<Place[]> {
  const [open, over] = [await consultation("trebinje", "OPEN", server), await consultation("bijeljina", "REPORT", server)];
  const found = await asked(
    `{ calls: openCalls(filter: { municipality: "trebinje", text: "${RICH}" }, first: 1) { nodes { id } }
       own: organisations(filter: { municipality: "trebinje" }, first: 1) { nodes { id } }
       awarded: organisations(filter: { municipality: "teslic", text: "Primjer" }, first: 1) { nodes { id awards { call { id } } } }
       twice: consultations(filter: { municipality: "teslic", text: "radnom vremenu" }, first: 1) { nodes { id acts { versions { id } } } }
       comments(consultation: "${over}", first: 1) { nodes { id } } }`,
    server,
  );
  const [call, own, awarded, twice] = [found.calls, found.own, found.awarded, found.twice].map(({ nodes }) => nodes[0]);
  const said = `/bijeljina/rasprava/${over}/komentari/${found.comments.nodes[0].id}`;
  const studio = "opstina=trebinje&pozivi=da&rasprave=da&organizacije=da&cms=joomla";
  return named([
    ["front", "/"],
    ["calls", "/trebinje/pozivi"],
    ["calls-none", "/trebinje/pozivi?q=nema+ovakvog"],
    ["call", `/trebinje/pozivi/${call.id}`],
    ["call-results", `/teslic/pozivi/${awarded.awards[0].call.id}`],
    ["question", `/trebinje/pozivi/${call.id}/pitanje`],
    ["debates", "/trebinje/rasprave"],
    ["debate", `/trebinje/rasprava/${open}`],
    ["debate-before", `/teslic/rasprava/${twice.id}?verzija=${twice.acts[0].versions[0].id}`],
    ["comments", `/bijeljina/rasprava/${over}/komentari`],
    ["comments-open", `/trebinje/rasprava/${open}/komentari`],
    ["comment-form", `/trebinje/rasprava/${open}/komentari?pisem=1`],
    ["support", `${said}/podrska`],
    ["flag", `${said}/prijava`],
    ["report", `/bijeljina/rasprava/${over}/izvjestaj`],
    ["organisations", "/trebinje/organizacije"],
    ["organisations-sheet", "/trebinje/organizacije?stampa=1"],
    ["organisation", `/teslic/organizacija/${awarded.id}`],
    ["propose", "/trebinje/organizacije/predlozi"],
    ["claim", `/trebinje/organizacije/${own.id}/preuzmi`],
    ["correct", `/trebinje/organizacije/${own.id}/ispravi`],
    ["confirm", "/trebinje/potvrdi/nepostojeca"],
    ["link-gone", "/trebinje/organizacije/veza/nepostojeca", { status: 410 }],
    ["accessibility", "/trebinje/pristupacnost"],
    ["studio", `/studio?${studio}`],
    ["studio-sheet", `/studio/list?${studio}`],
    ["missing", "/trebinje/nema/ovakve/stranice", { status: 404 }],
    ["nobodys", "/nigdje/pozivi", { status: 404 }],
  ]);
}

/** A page in a language. */
export const inLanguage = (path: string, lang: string) => `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;
