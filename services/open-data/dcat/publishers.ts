/** Departments as publishers, and how they are reached: what the directory publishes of them. */
import type { SubgraphContext } from "#kit";
import { iri, plain, words, zh, type Name, type Term, type Thing } from "./graph.js";

export interface Publisher {
  readonly code: string;
  readonly name: string;
  readonly englishName: string | null;
  /** Unified social credit code. */
  readonly creditCode: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

const FIELDS = ["code", "name", "englishName", "unifiedSocialCreditCode", "phone", "email"] as const;

/** By code; of a department that the directory does not have, nothing but its code is known. */
export async function readPublishers({
  reader,
  contracts,
}: SubgraphContext): Promise<(code: string) => Publisher> {
  const contract = contracts().find(({ id }) => id === "directory.departments");
  const records = contract ? await reader.all(contract, new Set(FIELDS)) : [];
  const publishers = new Map(
    records.map((record) => {
      const [code, name, englishName, creditCode, phone, email] = FIELDS.map((field) => {
        const value = record[field];
        return typeof value === "string" ? value : null;
      });
      return [
        code ?? "",
        {
          code: code ?? "",
          name: name ?? code ?? "",
          englishName: englishName ?? null,
          creditCode: creditCode ?? null,
          phone: phone ?? null,
          email: email ?? null,
        },
      ];
    }),
  );
  const unknown = { englishName: null, creditCode: null, phone: null, email: null };
  return (code) => publishers.get(code) ?? { code, name: code, ...unknown };
}

/** `address`: what the publisher is called in the graph. */
export function describePublisher(address: string, { code, name, englishName }: Publisher): Thing {
  return {
    iri: address,
    type: "foaf:Agent",
    properties: [
      ["foaf:name", englishName === null ? [zh(name)] : words({ zh: name, en: englishName })],
      ["dct:identifier", [plain(code)]],
      ["dct:type", [iri("http://purl.org/adms/publishertype/LocalAuthority")]],
    ],
  };
}

/** `written`: what a department wrote of a dataset of its own, instead of what the directory has. */
export function describeContact(address: string, publisher: Publisher, written: string | null): Thing {
  const ways = written === null ? [publisher.phone, publisher.email] : [written];
  return {
    iri: address,
    type: "vcard:Organization",
    properties: [
      ["vcard:fn", [zh(publisher.name)]],
      ...ways.flatMap((way) => (way === null ? [] : [reach(way)])),
    ],
  };
}

/** A telephone of China or a mail address by its scheme; any other text as it is. */
function reach(way: string): readonly [Name, readonly Term[]] {
  if (/^0\d{2,3}-\d{7,8}$/.test(way)) return ["vcard:hasTelephone", [iri(`tel:+86-${way.slice(1)}`)]];
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(way)) return ["vcard:hasEmail", [iri(`mailto:${way}`)]];
  return ["vcard:note", [zh(way)]];
}
