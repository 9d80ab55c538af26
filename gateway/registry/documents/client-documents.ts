/**
 * Registers the documents of clients (a portal, an app). The first department that publishes under a client's
 * name owns the name; the district's supervisors may act for all clients. A document stays valid until it is
 * withdrawn, because old versions of an app still request it.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import { readDocumentId } from "../../documents/document-id.js";
import type { GuardDocument } from "../../limits/document.js";
import type { RegistryDatabase } from "../../database.js";
import type { MakeRevision } from "../make-revision.js";
import { demandForSome, type Doer } from "../rights.js";
import {
  addDocuments,
  announceDocuments,
  claimClient,
  countDocuments,
  lockDocuments,
  ownerOfClient,
  readTaken,
  withdraw,
  type NewDocument,
} from "../store/document-rows.js";
import { latestNumber, lockRevisions, type Client } from "../store/revision-rows.js";
import { examineDocument, toFinding, type DocumentFinding, type DocumentInput } from "./examine-document.js";
import type { SchemaOf } from "./schemas.js";

export interface DocumentsPublication {
  readonly client: string;
  /** The contract whose endpoint the client uses; null: the whole graph. */
  readonly contract: string | null;
  readonly documents: readonly DocumentInput[];
}

export interface DocumentsReport {
  readonly ok: boolean;
  /** Number of documents that are new for the client. */
  readonly added: number;
  readonly unchanged: number;
  /** Empty if `ok`; else nothing was registered. */
  readonly findings: readonly DocumentFinding[];
}

export interface ClientDocuments {
  /**
   * Registers all documents or none. Rejects with CLIENT_NAME_INVALID, CLIENT_NAME_TAKEN, DOCUMENTS_TOO_MANY,
   * CONTRACT_UNKNOWN, REGISTRY_BUSY.
   */
  readonly publish: (caller: Caller | null, publication: DocumentsPublication) => Promise<DocumentsReport>;
  /**
   * Withdraws all or none; resolves to their number. Rejects with DOCUMENT_UNKNOWN for the first unknown one.
   */
  readonly withdraw: (caller: Caller | null, client: string, ids: readonly string[]) => Promise<number>;
}

export interface ClientDocumentsParts {
  readonly database: RegistryDatabase;
  readonly latest: MakeRevision["latest"];
  readonly schemaOf: SchemaOf;
  readonly guard: GuardDocument;
  /** Applies a change in this process. */
  readonly tell: () => Promise<void>;
}

const CLIENT_NAME = /^[A-Za-z][A-Za-z0-9._-]{0,62}$/;
const AT_ONCE = 1_000;
/** Most documents of one client: each gateway has all documents in memory. */
const OF_A_CLIENT = 10_000;
const TRIES = 5;

export function createClientDocuments({
  database,
  latest,
  schemaOf,
  guard,
  tell,
}: ClientDocumentsParts): ClientDocuments {
  const demandClient = async (client: Client, name: string, { department }: Doer): Promise<void> => {
    if (!CLIENT_NAME.test(name)) throw new HubError("CLIENT_NAME_INVALID", { name: name.slice(0, 64) });
    const owner = await ownerOfClient(client, name);
    if (owner !== undefined && department !== null && owner !== department)
      throw new HubError("CLIENT_NAME_TAKEN", { name });
  };
  /** Null: the graph has changed meanwhile. */
  const store = (
    documents: readonly NewDocument[],
    { client: name, contract }: DocumentsPublication,
    keeper: Doer,
    revision: number,
  ): Promise<DocumentsReport | null> =>
    database.transaction(async (client) => {
      await lockRevisions(client);
      if ((await latestNumber(client)) !== revision) return null;
      await lockDocuments(client);
      const taken = await readTaken(client, documents);
      if (taken.size > 0)
        return refuse(
          documents
            .filter(({ id }) => taken.has(id))
            .map(({ id, operations }) =>
              toFinding({ id, operation: operations[0] || null }, new HubError("DOCUMENT_ID_TAKEN")),
            ),
        );
      await demandClient(client, name, keeper);
      await claimClient(client, name, keeper.department);
      const added = await addDocuments(client, { name, contract, by: keeper.person, documents });
      if ((await countDocuments(client, name)) > OF_A_CLIENT)
        throw new HubError("DOCUMENTS_TOO_MANY", { limit: OF_A_CLIENT });
      if (added > 0) await announceDocuments(client);
      return { ok: true, added, unchanged: documents.length - added, findings: [] };
    });

  return {
    publish: async (caller, publication) => {
      const keeper = demandForSome(caller, "documents.keep");
      const { client: name, contract } = publication;
      if (publication.documents.length > AT_ONCE)
        throw new HubError("DOCUMENTS_TOO_MANY", { limit: AT_ONCE });
      await demandClient(database.pool, name, keeper);
      for (let tries = 0; tries < TRIES; tries += 1) {
        const revision = await latest();
        if (!revision) throw new HubError("REVISION_UNKNOWN", { number: 1 });
        const schema = await schemaOf(revision, contract);
        const documents = new Map<string, NewDocument>();
        const findings: DocumentFinding[] = [];
        for (const input of publication.documents) {
          const examined = examineDocument(input, schema, guard);
          if ("findings" in examined) findings.push(...examined.findings);
          else if ((documents.get(examined.document.id)?.text ?? input.text) !== input.text)
            findings.push(
              toFinding(
                { id: input.id, operation: examined.document.operations[0] || null },
                new HubError("DOCUMENT_ID_TAKEN"),
              ),
            );
          else documents.set(examined.document.id, examined.document);
          // Yields to requests.
          await nextTurn();
        }
        if (findings.length > 0) return refuse(findings);
        const report = await store([...documents.values()], publication, keeper, revision.number);
        if (report && report.added > 0) await tell();
        if (report) return report;
      }
      throw new HubError("REGISTRY_BUSY");
    },
    withdraw: async (caller, name, given) => {
      const keeper = demandForSome(caller, "documents.keep");
      const ids = [...new Set(given.map((id) => readDocumentId(id) ?? ""))];
      if (ids.includes("")) throw new HubError("DOCUMENT_ID_INVALID");
      const count = await database.transaction(async (client) => {
        await lockDocuments(client);
        await demandClient(client, name, keeper);
        const withdrawn = new Set(await withdraw(client, { name, ids, by: keeper.person }));
        const missing = ids.find((id) => !withdrawn.has(id));
        if (missing !== undefined) throw new HubError("DOCUMENT_UNKNOWN", { id: missing });
        await announceDocuments(client);
        return withdrawn.size;
      });
      await tell();
      return count;
    },
  };
}

function refuse(findings: readonly DocumentFinding[]): DocumentsReport {
  return { ok: false, added: 0, unchanged: 0, findings };
}
