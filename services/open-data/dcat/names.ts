/** The names of things of the catalogue: addresses at which they are described. */
import { licenceAddress } from "#kit";

export interface Names {
  readonly home: string;
  readonly catalogue: string;
  readonly service: string;
  readonly area: string;
  readonly themes: string;
  readonly graph: string;
  readonly schema: string;
  readonly dataset: (id: string) => string;
  readonly file: (id: string, ending: string) => string;
  /** Of the dataset after one of its releases, for good. */
  readonly release: (id: string, number: number, ending: string) => string;
  readonly releases: (id: string) => string;
  readonly description: (id: string) => string;
  readonly publisher: (code: string) => string;
  readonly theme: (code: string) => string;
  readonly licence: (code: string) => string;
}

/** `origin` has no slash at its end. */
export function createNames(origin: string): Names {
  const catalogue = `${origin}/catalog`;
  return {
    home: `${origin}/`,
    catalogue,
    service: `${catalogue}#graph`,
    area: `${catalogue}#area-110118`,
    themes: `${catalogue}#themes`,
    graph: `${origin}/graphql/public`,
    schema: `${origin}/schema/public.graphql`,
    dataset: (id) => `${catalogue}/${id}`,
    file: (id, ending) => `${origin}/data/${id}.${ending}`,
    release: (id, number, ending) => `${origin}/data/${id}/releases/${number}.${ending}`,
    releases: (id) => `${origin}/data/${id}/releases.atom`,
    description: (id) => `${origin}/data/${id}/datapackage.json`,
    publisher: (code) => `${catalogue}#department-${encodeURIComponent(code)}`,
    theme: (code) => `${catalogue}#theme-${code}`,
    licence: (code) => new URL(licenceAddress(code), `${origin}/`).href,
  };
}
