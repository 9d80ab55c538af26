/**
 * What a domain is called, and how the catalogue of open data sorts its feeds (domain 08): the codes of
 * themes and audiences are those of `services/open-data/code-lists.ts`.
 */
import type { Bilingual } from "./bilingual.js";

export interface Sorting {
  /** A code of `DatasetTheme`. */
  readonly theme: string;
  /** Chinese words that somebody may look for. */
  readonly keywords: readonly string[];
  /** Codes of `DatasetAudience`, besides everybody. */
  readonly audiences: readonly string[];
}

export interface CatalogueEntry extends Sorting {
  /** What citizens call the domain. */
  readonly title: Bilingual;
  /** Feeds that are sorted otherwise, by the part of their ids after the point. */
  readonly feeds?: Readonly<Record<string, Partial<Sorting>>>;
}

/** By subgraph; those that say nothing of themselves are absent. */
export type Catalogue = ReadonlyMap<string, CatalogueEntry>;
