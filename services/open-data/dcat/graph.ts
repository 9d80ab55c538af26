/**
 * What is said of things, in RDF: things and properties have names, of which short ones begin with a prefix.
 */

export const PREFIXES = {
  adms: "http://www.w3.org/ns/adms#",
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

/** `dct:title`. */
export type Name = `${keyof typeof PREFIXES}:${string}`;

export type Term =
  | { readonly iri: string }
  | { readonly text: string; readonly language: "zh" | "en" }
  | { readonly text: string; readonly type: Name | null };

export interface Thing {
  readonly iri: string;
  readonly type: Name;
  readonly properties: readonly (readonly [Name, readonly Term[]])[];
}

export function iri(address: string): Term {
  return { iri: address };
}

export function plain(text: string): Term {
  return { text, type: null };
}

export function zh(text: string): Term {
  return { text, language: "zh" };
}

export function words(text: { readonly zh: string; readonly en: string }): readonly Term[] {
  return [zh(text.zh), { text: text.en, language: "en" }];
}

/** Nothing for null. */
export function moment(time: Date | null): readonly Term[] {
  return time === null ? [] : [{ text: time.toISOString(), type: "xsd:dateTime" }];
}
