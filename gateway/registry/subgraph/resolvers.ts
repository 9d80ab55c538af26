/** The questions and moves of the registry. */
import { GraphQLScalarType } from "graphql";
import { demandAccess, isAllowed } from "#schema/access.js";
import { pageOf, type PageGiven } from "#schema/runtime/pages.js";
import type { ClientDocuments, DocumentsPublication } from "../documents/client-documents.js";
import type { ApiKeys } from "../api-keys.js";
import type { Examination } from "../examine/question.js";
import type { Outcome } from "../make-revision.js";
import type { PermissionRequest, Permissions } from "../permissions.js";
import type { PublishInput, Registry } from "../registry.js";
import type { Words } from "../../graph/composition/finding.js";
import type { Departments } from "../../rights/departments.js";
import { readClientDocuments, readDocumentIds, type ClientDocument } from "../store/document-rows.js";
import { readGateways } from "../store/gateways.js";
import { readPermissions, type Permission, type PermissionState } from "../store/permission-rows.js";
import {
  latestNumber,
  ownerOf,
  readMembers,
  readNames,
  readNumbers,
  readPublications,
  readSummaries,
  readSummary,
  type Publication,
  type RevisionSummary,
} from "../store/revision-rows.js";
import { readTransfers, type Transfer } from "../store/transfers.js";
import { createKeyResolvers } from "./key-resolvers.js";
import { fieldUses, usageResolvers } from "./usage-resolvers.js";
import { pageOfIds, resolver, type RegistryContext, type ResolverMap } from "./resolver.js";

interface ResolverParts {
  readonly departments: Departments;
  readonly registry: Registry;
  readonly permissions: Permissions;
  readonly clientDocuments: ClientDocuments;
  readonly apiKeys: ApiKeys;
}

export function createResolvers({
  departments,
  registry,
  permissions,
  clientDocuments,
  apiKeys,
}: ResolverParts): ResolverMap {
  const served = async ({ statements }: RegistryContext): Promise<readonly Publication[]> => {
    const number = await latestNumber(statements);
    return number === null ? [] : readMembers(statements, number);
  };
  const named = async (name: string, context: RegistryContext): Promise<Named | null> => {
    const owner = await ownerOf(context.statements, name);
    return owner === undefined
      ? null
      : { name, owner, served: (await served(context)).find(({ subgraph }) => subgraph === name) ?? null };
  };
  const query = {
    subgraphs: resolver<PageGiven>(async (_, pages, context) => {
      const members = await served(context);
      const all = (await readNames(context.statements)).map(({ name, owner }): Named => ({
        name,
        owner,
        served: members.find(({ subgraph }) => subgraph === name) ?? null,
      }));
      return pageOf(all, ({ name }) => name, pages);
    }),
    subgraph: resolver<{ readonly name: string }>((_, { name }, context) => named(name, context)),
    graphRevision: resolver<{ readonly number?: number | null }>(async (_, { number }, { statements }) =>
      readSummary(statements, number ?? (await latestNumber(statements)) ?? 0),
    ),
    graphRevisions: resolver<PageGiven>(async (_, pages, { statements }) =>
      pageOfIds(
        (await readNumbers(statements)).map(({ number }) => String(number)),
        (ids) => readSummaries(statements, ids.map(Number)),
        ({ number }) => String(number),
        pages,
      ),
    ),
    gateways: resolver<PageGiven>(async (_, pages, { caller, statements }) => {
      demandAccess(caller, "gateway.see", null);
      return pageOf(await readGateways(statements), ({ id }) => id, pages);
    }),
    subgraphPermissions: resolver<PageGiven & { readonly subgraph?: string | null }>(
      async (_, { subgraph, ...pages }, { caller, statements }) => {
        demandAccess(caller, "permission.see", null);
        return pageOf(await readPermissions(statements, subgraph ?? null), ({ id }) => id, pages);
      },
    ),
    fieldUses,
    clientDocuments: resolver<PageGiven & { readonly client: string }>(
      async (_, { client, ...pages }, { caller, statements }) => {
        demandAccess(caller, "documents.see", null);
        return pageOfIds(
          await readDocumentIds(statements, client),
          (ids) => readClientDocuments(statements, client, ids),
          ({ id }) => id,
          pages,
        );
      },
    ),
  };
  const mutation = {
    checkSubgraph: resolver<{ readonly input: SubgraphInput }>(async (_, { input }, { caller }) =>
      toReport(await registry.check(caller, toInput(input))),
    ),
    publishSubgraph: resolver<{ readonly input: SubgraphInput; readonly note?: string | null }>(
      async (_, { input, note }, { caller }) =>
        toReport(await registry.publish(caller, { ...toInput(input), note: note ?? null })),
    ),
    checkSubgraphRemoval: resolver<{ readonly name: string }>(async (_, { name }, { caller }) =>
      toReport(await registry.checkRemoval(caller, name)),
    ),
    removeSubgraph: resolver<{ readonly name: string; readonly note?: string | null }>(
      async (_, { name, note }, { caller }) =>
        toReport(await registry.remove(caller, { name, note: note ?? null })),
    ),
    assignSubgraph: resolver<{ readonly name: string; readonly department: string; readonly reason: string }>(
      async (_, given, context) => {
        await registry.assign(context.caller, given);
        return named(given.name, context);
      },
    ),
    rollbackSubgraph: resolver<{
      readonly name: string;
      readonly version: number;
      readonly note?: string | null;
    }>(async (_, { name, version, note }, { caller }) =>
      toReport(await registry.rollback(caller, { name, version, note: note ?? null })),
    ),
    restoreGraph: resolver<{ readonly number: number; readonly note?: string | null }>(
      async (_, { number, note }, { caller }) =>
        toReport(await registry.restore(caller, { number, note: note ?? null })),
    ),
    requestPermission: resolver<{
      readonly input: Omit<PermissionRequest, "of"> & { readonly of?: string | null };
    }>((_, { input }, { caller }) => permissions.request(caller, { ...input, of: input.of ?? null })),
    decidePermission: resolver<{
      readonly id: string;
      readonly decision: Exclude<PermissionState, "REQUESTED">;
      readonly note?: string | null;
    }>((_, { id, decision, note }, { caller }) => permissions.decide(caller, id, decision, note ?? null)),
    publishDocuments: resolver<
      Omit<DocumentsPublication, "contract"> & { readonly contract?: string | null }
    >((_, { contract, ...given }, { caller }) =>
      clientDocuments.publish(caller, { ...given, contract: contract ?? null }),
    ),
    withdrawDocuments: resolver<{ readonly client: string; readonly ids: readonly string[] }>(
      (_, { client, ids }, { caller }) => clientDocuments.withdraw(caller, client, ids),
    ),
  };
  const { Query, Mutation, ...ofKeys } = createKeyResolvers(apiKeys);
  return {
    ...ofKeys,
    ...usageResolvers,
    Query: { ...query, ...Query },
    Mutation: { ...mutation, ...Mutation },
    DateTime,
    Subgraph: {
      __resolveReference: resolver<unknown, { readonly name: string }>(({ name }, _given, context) =>
        named(name, context),
      ),
      // A reference to a department that does not exist would cause an error in every list.
      owner: resolver<object, Named>(async ({ owner }) =>
        owner === null || !(await departments.has(owner)) ? null : { code: owner },
      ),
      ownerCode: resolver<object, Named>(({ owner }) => owner),
      ownerProblem: resolver<object, Named>(async ({ name, owner }) =>
        owner === null || (await departments.has(owner))
          ? null
          : ownerProblem(name, owner, await departments.nearest(owner)),
      ),
      transfers: resolver<object, Named>(({ name }, _given, { statements }) =>
        readTransfers(statements, name),
      ),
      isServed: resolver<object, Named>(({ served: publication }) => publication !== null),
      version: resolver<object, Named>(({ served: publication }) => publication),
      versions: resolver<object, Named>(({ name }, _given, { statements }) =>
        readPublications(statements, name),
      ),
    },
    SubgraphTransfer: { by: resolver<object, Transfer>(({ by: { name } }) => name) },
    SubgraphVersion: {
      url: resolver<object, Publication>(({ owner, url }, _given, { caller }) =>
        isAllowed(caller, "subgraph.seeUrl", owner) ? url : null,
      ),
      publishedAt: resolver<object, Publication>(({ at }) => at),
      publishedBy: resolver<object, Publication>(({ by: { name } }) => name),
    },
    GraphRevision: {
      __resolveReference: resolver<unknown, { readonly number: number }>(
        ({ number }, _given, { statements }) => readSummary(statements, number),
      ),
      by: resolver<object, RevisionSummary>(({ by: { name } }) => name),
      members: resolver<object, RevisionSummary>(async ({ number }, _given, { statements }) =>
        (await readMembers(statements, number)).map(({ subgraph, version }) => ({ name: subgraph, version })),
      ),
    },
    SubgraphPermission: {
      decider: resolver<object, Permission>(({ decider }) => (decider === null ? null : { code: decider })),
      requestedBy: resolver<object, Permission>(({ requestedBy: { name } }) => name),
      decidedBy: resolver<object, Permission>(({ decidedBy }) => decidedBy?.name ?? null),
    },
    ClientDocument: {
      publishedBy: resolver<object, ClientDocument>(({ publishedBy }) => publishedBy.name),
      withdrawnBy: resolver<object, ClientDocument>(({ withdrawnBy }) => withdrawnBy?.name ?? null),
    },
  };
}

function ownerProblem(name: string, owner: string, nearest: string): Words {
  return {
    zh: `所属部门“${owner}”不在部门名录中；相近的有：${nearest}。请督查员改正归属（subgraph assign --name ${name} --department …）或停用（subgraph remove），并写明理由。`,
    en: `Its department "${owner}" is not in the directory; the nearest are: ${nearest}. A supervisor gives it to its rightful department (subgraph assign --name ${name} --department …) or removes it (subgraph remove), and says why.`,
  };
}

interface Named {
  readonly name: string;
  readonly owner: string | null;
  readonly served: Publication | null;
}
interface SubgraphInput {
  readonly name: string;
  readonly url: string;
  readonly sdl?: string | null;
}

function toInput({ name, url, sdl }: SubgraphInput): Omit<PublishInput, "note"> {
  return { name, url, sdl: sdl ?? null };
}

function toReport(result: Examination | Outcome): object {
  return {
    ok: result.isSound,
    revision: "revision" in result ? result.revision : null,
    findings: result.findings,
    changes: result.changes,
  };
}

const SHANGHAI_MS = 8 * 3_600_000;

const DateTime = new GraphQLScalarType<unknown, string>({
  name: "DateTime",
  serialize: (value) => {
    if (!(value instanceof Date)) throw new TypeError("A DateTime field has a value of another type");
    return new Date(value.getTime() + SHANGHAI_MS).toISOString().replace("Z", "+08:00");
  },
});
