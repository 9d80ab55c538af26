/**
 * The library's text as OpenMetrics: a counter is described without the `_total` of its samples, and the text
 * has an end. (The library's own OpenMetrics adds a second `_total`.)
 */
export const OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

export function toOpenMetrics(text: string): string {
  const counters = new Set([...text.matchAll(/^# TYPE (\S+)_total counter$/gm)].map(([, name]) => name));
  const described = text.replaceAll(
    /^(# (?:HELP|TYPE) )(\S+?)_total /gm,
    (line, head: string, name: string) => (counters.has(name) ? `${head}${name} ` : line),
  );
  return `${described.replaceAll(/\n+/g, "\n").trimEnd()}\n# EOF\n`;
}
