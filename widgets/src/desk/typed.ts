/** Reads dates, hours and sums as people type them. Nothing is guessed where two readings are likely. */

const MONTHS =
  "jan|januar|januara|јан|јануар|јануара;feb|februar|februara|феб|фебруар|фебруара;mar|mart|marta|мар|март|марта;apr|april|aprila|апр|април|априла;maj|maja|may|мај|маја;jun|juna|june|јун|јуна;jul|jula|july|јул|јула;avg|avgust|avgusta|aug|august|augusta|авг|август|августа;sep|sept|septembar|septembra|september|сеп|септ|септембар|септембра;okt|oktobar|oktobra|oct|october|окт|октобар|октобра;nov|novembar|novembra|november|нов|новембар|новембра;dec|decembar|decembra|december|дец|децембар|децембра"
    .split(";")
    .map((names) => names.split("|"));
const ENGLISH: Record<string, number> = { january: 1, february: 2, march: 3 };

const pad = (n: number) => String(n).padStart(2, "0");

/** A day that exists, as `2027-01-09`. */
function day(year: number, month: number, date: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, date));
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return exists && year >= 1900 && year < 2200 ? `${year}-${pad(month)}-${pad(date)}` : undefined;
}

/** `9. 1. 2027.`, `9.1.27`, `09/01/2027`, `9. januar 2027. godine`, `2027-01-09`; without a year, the next such day. */
export function readDate(text: string, today: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*(?:godine|године|god\.|год\.)$/, "");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|\p{L}+)[\s./-]*(\d{2}|\d{4})?\.?$/u.exec(plain);
  if (!parts) return undefined;
  const [, date, named = "", year] = parts;
  const month = /^\d/.test(named)
    ? Number(named)
    : (ENGLISH[named] ?? MONTHS.findIndex((names) => names.includes(named)) + 1);
  if (!month) return undefined;
  if (year) return day(Number(year.length === 2 ? `20${year}` : year), month, Number(date));
  const now = Number(today.slice(0, 4));
  const next = day(now, month, Number(date));
  return next && next < today ? day(now + 1, month, Number(date)) : next;
}

/** `15`, `15.00`, `15:30`, `15,30`, `15 h`, `15.00 časova` as `15:00`. */
export function readHour(text: string): string | undefined {
  const parts = /^(\d{1,2})(?:\s*[.:,]\s*(\d{2}))?\s*(?:h|sati|сати|čas(?:ova)?|час(?:ова)?|ч)?\.?$/i.exec(
    text.trim(),
  );
  if (!parts) return undefined;
  const [hour, minute] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${pad(hour)}:${pad(minute)}` : undefined;
}

/**
 * `45.000`, `45 000`, `45.000,50 KM`, `45,000.50`, `1000,5` as a decimal number. Sums have at most two decimals, so three
 * digits behind a mark are thousands.
 */
export function readMoney(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/\s*(?:km|км|bam|eur|€|rsd|din\.?|дин\.?|usd|\$|maraka|марака|eura|евра)\s*$/i, "")
    .replace(/[\s\u00a0\u202f']/g, "");
  if (!/^\d[\d.,]*$/.test(plain)) return undefined;
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  const behind = plain.length - last - 1;
  // The last mark, where one or two digits follow it, divides off the decimals: but not a mark that came before.
  const decimals = last >= 0 && behind > 0 && behind < 3 && plain.indexOf(plain[last] ?? "") === last;
  const whole = decimals ? plain.slice(0, last) : plain;
  const groups = whole.split(/[.,]/);
  const marks = new Set(whole.match(/[.,]/g) ?? []);
  const grouped =
    groups.length === 1 || (marks.size === 1 && groups.slice(1).every((group) => group.length === 3));
  if (!grouped || (groups.length > 1 && (groups[0]?.length ?? 0) > 3)) return undefined;
  // A mark cannot divide thousands and decimals.
  if (decimals && marks.has(plain[last] ?? "")) return undefined;
  const digits = groups.join("").replace(/^0+(?=\d)/, "");
  if (digits.length > 13) return undefined;
  return decimals ? `${digits}.${plain.slice(last + 1).padEnd(2, "0")}` : digits;
}

/** A whole number with its unit, or without. */
const unit = (names: string) => {
  const form = new RegExp(`^(\\d{1,4})\\s*(?:${names})?\\.?$`, "i");
  return (text: string): number | undefined => {
    const found = form.exec(text.trim());
    return found ? Number(found[1]) : undefined;
  };
};

/** `10`, `10%`, `10 posto`. */
export const readPercent = unit(
  "%|posto|odsto|procen(?:at|ta|ata)|per ?cent|посто|одсто|процен(?:ат|та|ата)",
);
/** `12`, `12 mjeseci`, `12 mj.`, `12 months`. */
export const readMonths = unit("mj|mjesec[ia]?|mesec[ia]?|months?|мј|мјесец[иа]?|месец[иа]?");
