import { PREFIXES, type Term, type Thing } from "./graph.js";

export function toJsonLd(things: readonly Thing[]): string {
  return JSON.stringify({ "@context": PREFIXES, "@graph": things.map(nodeOf) }, null, 1);
}

function nodeOf({ iri, type, properties }: Thing): object {
  const said = properties.flatMap(([name, terms]) =>
    terms.length === 0 ? [] : [[name, terms.map(valueOf)] as const],
  );
  return { "@id": iri, "@type": type, ...Object.fromEntries(said) };
}

function valueOf(term: Term): object {
  if ("iri" in term) return { "@id": term.iri };
  if ("language" in term) return { "@value": term.text, "@language": term.language };
  return { "@value": term.text, ...(term.type === null ? {} : { "@type": term.type }) };
}
