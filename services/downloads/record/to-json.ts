/** A record as JSON, as the dataset's NDJSON has it, and as JSON-LD. */
import { labelName, labelOf, type CodeList, type StoredKind, type Value } from "#kit";
import { releasePath } from "../releases/path.js";
import type { FoundRecord } from "./find-record.js";

export function toJson({ columns, record }: FoundRecord): Readonly<Record<string, Value>> {
  return Object.fromEntries(columns.map((column) => [column.field, column.valueOf(record)]));
}

/**
 * The same, each field named by the address at which the graph's schema describes it, with the words of
 * codes; whose it is and where it comes from in the terms of schema.org, Dublin Core and PROV-O.
 */
export function toJsonLd(found: FoundRecord): object {
  const { contract, columns, record, title, publisher, release, row, origin, address, citation } = found;
  const own = columns.filter(({ field }) => field !== "id" && field !== "department" && field !== "release");
  const described = `${origin}/schema/public.graphql#${contract.type}`;
  return {
    "@context": {
      dct: "http://purl.org/dc/terms/",
      prov: "http://www.w3.org/ns/prov#",
      schema: "https://schema.org/",
      xsd: "http://www.w3.org/2001/XMLSchema#",
      ...Object.fromEntries(
        own.map(({ field, kind, list }) => [
          field,
          { "@id": `${described}.${field}`, ...typeOf(kind, list) },
        ]),
      ),
      ...Object.fromEntries(
        own
          .filter(({ list }) => list !== null)
          .map(labelName)
          .map((name) => [name, { "@id": `${described}.${name}`, "@language": "zh" }]),
      ),
    },
    "@id": address,
    "@type": ["schema:CreativeWork", described],
    "dct:identifier": record.id,
    "dct:title": { "@value": title, "@language": "zh" },
    "dct:publisher": department(found.origin, contract.lead, publisher),
    "dct:contributor": department(found.origin, record.department.code, found.department),
    "dct:isPartOf": {
      "@id": `${origin}/catalog/${contract.id}`,
      "@type": "schema:Dataset",
      "dct:title": { "@value": contract.title.zh, "@language": "zh" },
    },
    "dct:issued": { "@value": release.releasedAt.toISOString(), "@type": "xsd:dateTime" },
    "dct:bibliographicCitation": citation,
    "prov:wasDerivedFrom": {
      "@id": `${origin}${releasePath(contract.id, release.number, "csv")}`,
      "@type": "prov:Entity",
      "dct:identifier": String(release.number),
      "schema:position": row,
    },
    ...Object.fromEntries(own.map(({ field, valueOf }) => [field, valueOf(record)])),
    ...Object.fromEntries(
      own.flatMap((column) => {
        const words = wordsOf(column.list, column.valueOf(record));
        return words === null ? [] : [[labelName(column), words] as const];
      }),
    ),
  };
}

function department(origin: string, code: string, name: string): object {
  return {
    "@id": `${origin}/catalog#department-${encodeURIComponent(code)}`,
    "@type": "schema:GovernmentOrganization",
    "schema:name": { "@value": name, "@language": "zh" },
  };
}

function typeOf(kind: StoredKind, list: CodeList | null): object {
  if (kind === "date") return { "@type": "xsd:date" };
  if (kind === "decimal") return { "@type": "xsd:decimal" };
  return kind === "text" && list === null ? { "@language": "zh" } : {};
}

function wordsOf(list: CodeList | null, value: Value): string | readonly string[] | null {
  if (list === null || value === null) return null;
  return typeof value === "object"
    ? value.map((code) => labelOf(list, code, "ZH"))
    : labelOf(list, String(value), "ZH");
}
