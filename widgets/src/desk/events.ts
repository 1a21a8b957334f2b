/** Server-sent events, read from a stream of text. */

/** The events of a stream so far, and what is not whole yet. */
export function events(text: string): { whole: { event: string; data: string }[]; rest: string } {
  // The other half of a line's end may be on its way.
  const half = text.endsWith("\r") ? "\r" : "";
  const blocks = text
    .slice(0, text.length - half.length)
    .replace(/\r\n?/g, "\n")
    .split("\n\n");
  const rest = (blocks.pop() ?? "") + half;
  const whole = blocks.flatMap((block) => {
    let event = "";
    const data: string[] = [];
    for (const line of block.split("\n")) {
      const [, name, value = ""] = /^(\w+):? ?(.*)$/.exec(line) ?? [];
      if (name === "event") event = value;
      if (name === "data") data.push(value);
    }
    return event ? [{ event, data: data.join("\n") }] : [];
  });
  return { whole, rest };
}
