/** Sends a file, and tells how far it has come; `fetch` cannot tell that. */
import { ended, whose } from "../session";

export interface Sending {
  cancel: () => void;
  /** Nothing when it has arrived or was cancelled; otherwise a code of why not. */
  arrived: Promise<string | undefined>;
}

export function upload(url: string, file: File, progress: (share: number) => void): Sending {
  let request: XMLHttpRequest;
  let cancelled = false;
  const who = whose();
  const attempt = (): Promise<string | undefined> =>
    new Promise((resolve) => {
      request = new XMLHttpRequest();
      request.open("POST", url);
      // Some systems know no media type of old office files; the server looks into the file anyway.
      request.setRequestHeader("content-type", file.type || "application/octet-stream");
      request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
      for (const [name, value] of Object.entries(who)) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      };
      request.onerror = request.ontimeout = () => resolve("OFFLINE");
      request.onabort = () => resolve(undefined);
      request.onload = () => {
        if (request.status < 300) return resolve(undefined);
        if (request.status === 401) return ended().then(() => resolve(cancelled ? undefined : attempt()));
        let code = "";
        try {
          code = JSON.parse(request.responseText).code;
        } catch {
          // A proxy answers in words of its own.
        }
        resolve(code || (request.status === 413 ? "FILE_TOO_LARGE" : "OTHER"));
      };
      request.send(file);
    });
  return {
    cancel: () => {
      cancelled = true;
      request.abort();
    },
    arrived: attempt(),
  };
}

/** Not worth sending: what the server would refuse. */
export function refusable(file: File): string | undefined {
  if (!/\.(pdf|docx|xlsx|odt|ods|jpe?g|png)$/i.test(file.name)) return "FILE_TYPE_NOT_ALLOWED";
  if (file.size > 20 * 1024 * 1024) return "FILE_TOO_LARGE";
  return file.size ? undefined : "FILE_EMPTY";
}

/** `Obrazac_prijave-2027.docx` as `Obrazac prijave 2027`. */
export const nameOf = (file: string) =>
  file
    .replace(/\.\w{2,4}$/, "")
    .replace(/[_-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Whether it is filled in, by its name; the rest is read. */
export const isForm = (file: string) =>
  /obra[zs]|formular|form\b|budzet|budžet|izjava|образац|изјава/i.test(file);
