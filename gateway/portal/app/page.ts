/** A page: what it asks the graph for, and how that is shown. Each is a folder of `pages/`. */
import { h, type Component, type VNode } from "vue";
import type { Ask } from "../data/ask";
import type { Language, Words } from "../words";

/** An address of the portal that somebody opens. */
export interface Visit {
  readonly ask: Ask;
  /** A part of the path, such as `code` of `/departments/:code`. */
  readonly param: (name: string) => string;
  /** A value of the query; null if it is not there, or empty. */
  readonly query: (name: string) => string | null;
  /** All its values, as boxes of a form are ticked; without the empty ones. */
  readonly queries: (name: string) => readonly string[];
  /** Where the portal is, such as `https://data.example.gov.cn`. */
  readonly origin: string;
  readonly language: Language;
  /** The same as the graph's `Language`, for labels of codes. */
  readonly labels: "ZH" | "EN";
}

export interface PageParts<Data> {
  /**
   * Rejects with what `ask` rejects with, or with a `PageUnknown` where nothing has that address. What it
   * resolves to must be JSON: the gateway's answer goes to the browser with the page.
   */
  readonly load: (visit: Visit) => Promise<Data>;
  readonly title: (data: Data, words: Words) => string;
  /** One sentence for search engines; without it the title. */
  readonly description?: (data: Data, words: Words) => string;
  readonly view: Component<{ readonly data: Data }>;
  /** The status of the answer; 200 without it. */
  readonly status?: (data: Data) => number;
  /** True for the page that is shown where another cannot be. */
  readonly isError?: boolean;
  /** Structured data for search engines (https://schema.org), as JSON-LD. */
  readonly structured?: (data: Data) => object | null;
}

/** A page with its data. */
export interface Shown {
  readonly data: unknown;
  readonly status: number;
  readonly isError: boolean;
  readonly title: (words: Words) => string;
  readonly description: (words: Words) => string;
  readonly structured: () => object | null;
  readonly draw: () => VNode;
}

export interface Page {
  readonly load: (visit: Visit) => Promise<Shown>;
  /** From the data that the gateway sent with the page. */
  readonly resume: (data: unknown) => Shown;
}

export function definePage<Data>(parts: PageParts<Data>): Page {
  const show = (data: Data): Shown => ({
    data,
    status: parts.status?.(data) ?? 200,
    isError: parts.isError ?? false,
    title: (words) => parts.title(data, words),
    description: (words) => (parts.description ?? parts.title)(data, words),
    structured: () => parts.structured?.(data) ?? null,
    draw: () => h(parts.view, { data }),
  });
  return {
    load: async (visit) => show(await parts.load(visit)),
    // the same page wrote it
    resume: (data) => show(data as Data),
  };
}

/** Nothing has the address. */
export class PageUnknown extends Error {}
