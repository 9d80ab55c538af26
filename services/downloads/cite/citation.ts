/**
 * How a dataset as of one release, or a record of it, is cited: as an electronic resource of GB/T 7714-2015
 * (4.6: author, title and type, day of the release, day of the citation, address; DS/OL is a dataset online,
 * annex B), and as the `@dataset` of BibLaTeX and gbt7714-bibtex-style.
 */
import { shanghaiDay } from "#kit";

export interface Cited {
  /** The entry's key. */
  readonly name: string;
  readonly title: string;
  readonly publisher: string;
  readonly release: number;
  readonly releasedAt: Date;
  /** That for good; a path where the hub does not know its own address. */
  readonly address: string;
  /**
   * The day on which the reader took it; null: the reader writes it, as the standard demands of what is
   * online.
   */
  readonly citedOn: string | null;
}

export interface Citation {
  readonly text: string;
  readonly bibtex: string;
  readonly address: string;
}

export function toCitation(cited: Cited): Citation {
  return { text: textOf(cited), bibtex: bibtexOf(cited), address: cited.address };
}

function textOf({ title, publisher, release, releasedAt, address, citedOn }: Cited): string {
  const read = citedOn === null ? "" : `[${citedOn}]`;
  return `${publisher}. ${title}: 发布编号${release}[DS/OL]. (${shanghaiDay(releasedAt)})${read}. ${address}.`;
}

function bibtexOf({ name: key, title, publisher, release, releasedAt, address, citedOn }: Cited): string {
  const day = shanghaiDay(releasedAt);
  const fields: readonly (readonly [string, string | null])[] = [
    ["author", `{${escaped(publisher)}}`],
    ["title", escaped(title)],
    ["version", String(release)],
    ["year", day.slice(0, 4)],
    ["date", day],
    ["url", address],
    ["urldate", citedOn],
    ["mark", "DS"],
    ["media", "OL"],
    ["language", "chinese"],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}}`]));
  return `@dataset{${key},\n${lines.join(",\n")}\n}\n`;
}

/** TeX's own characters. */
function escaped(text: string): string {
  return text.replace(/[\\{}]/g, "").replace(/[#$%&_^~]/g, (character) => `\\${character}`);
}
