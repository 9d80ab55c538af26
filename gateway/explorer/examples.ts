/**
 * Example operations, which each domain has in its folder `examples/`. A file's first two lines are its title
 * in Chinese and English, each with the domain before a colon.
 */
export interface Example {
  readonly domain: Words;
  readonly title: Words;
  readonly text: string;
}

export interface Words {
  readonly zh: string;
  readonly en: string;
}

const FILES = import.meta.glob<string>("../../services/*/examples/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** By domain, in the order of the files' names. */
export const EXAMPLES: readonly Example[] = Object.entries(FILES)
  .toSorted(([one], [other]) => one.localeCompare(other))
  .map(([, text]) => {
    const [zh = "", en = ""] = text.split("\n").map((line) => line.replace(/^# /, ""));
    const [[domainZh, titleZh], [domainEn, titleEn]] = [cut(zh, "："), cut(en, ": ")];
    return { domain: { zh: domainZh, en: domainEn }, title: { zh: titleZh, en: titleEn }, text };
  });

function cut(line: string, colon: string): readonly [string, string] {
  const at = line.indexOf(colon);
  return [line.slice(0, at), line.slice(at + colon.length)];
}
