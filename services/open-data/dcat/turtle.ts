import { DataFactory, Writer, type Literal, type NamedNode } from "n3";
import { PREFIXES, type Name, type Term, type Thing } from "./graph.js";

export function toTurtle(things: readonly Thing[]): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  for (const { iri, type, properties } of things) {
    writer.addQuad(DataFactory.namedNode(iri), RDF_TYPE, nodeOf(type));
    for (const [name, terms] of properties)
      for (const term of terms) writer.addQuad(DataFactory.namedNode(iri), nodeOf(name), valueOf(term));
  }
  return new Promise((resolve, reject) => {
    writer.end((error: Error | null, text: string) => {
      if (error) reject(error);
      else resolve(text);
    });
  });
}

const RDF_TYPE = DataFactory.namedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");

function nodeOf(name: Name): NamedNode {
  const [prefix, ending] = splitName(name);
  return DataFactory.namedNode(`${PREFIXES[prefix]}${ending}`);
}

function splitName(name: Name): readonly [keyof typeof PREFIXES, string] {
  const end = name.indexOf(":");
  const prefix = name.slice(0, end);
  const known = Object.keys(PREFIXES).find((one): one is keyof typeof PREFIXES => one === prefix);
  if (known === undefined) throw new Error(`No prefix of ${name}`);
  return [known, name.slice(end + 1)];
}

function valueOf(term: Term): NamedNode | Literal {
  if ("iri" in term) return DataFactory.namedNode(term.iri);
  if ("language" in term) return DataFactory.literal(term.text, term.language);
  return term.type === null
    ? DataFactory.literal(term.text)
    : DataFactory.literal(term.text, nodeOf(term.type));
}
