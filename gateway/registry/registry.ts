/**
 * The district's graph as a sequence of revisions. A department publishes, removes and rolls back its own
 * subgraphs; the hub's subgraphs come with the hub. A revision must compose and pass the checks, and is
 * written by one writer at a time over all processes.
 */
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { WriteTrail } from "#schema/trail.js";
import type { Networks } from "../subgraphs/networks.js";
import type { Departments } from "../rights/departments.js";
import type { RegistryDatabase } from "../database.js";
import type { Candidate, CandidateExamination, Examiner } from "./examine/examiner.js";
import type { Examination } from "./examine/question.js";
import { isOwn, type MakeRevision, type Outcome } from "./make-revision.js";
import { demandForAll, demandForOwn, demandForSome, demandName, demandOwner, type Doer } from "./rights.js";
import {
  addPublication,
  claimName,
  lockRevisions,
  ownerOf,
  readPublications,
  readRevision,
  type StoredRevision,
} from "./store/revision-rows.js";
import { transferName } from "./store/transfers.js";

export interface PublishInput extends Omit<Candidate, "owner" | "mustRun"> {
  readonly note: string | null;
}

export interface Registry {
  /** Examines a publication without making it. */
  readonly check: (caller: Caller | null, input: Omit<PublishInput, "note">) => Promise<Examination>;
  readonly publish: (caller: Caller | null, input: PublishInput) => Promise<Outcome>;
  readonly checkRemoval: (caller: Caller | null, name: string) => Promise<Examination>;
  readonly remove: (
    caller: Caller | null,
    input: { readonly name: string; readonly note: string | null },
  ) => Promise<Outcome>;
  /** Publishes an earlier version of one subgraph again. */
  readonly rollback: (
    caller: Caller | null,
    input: { readonly name: string; readonly version: number; readonly note: string | null },
  ) => Promise<Outcome>;
  /**
   * A supervisor assigns a subgraph's name to another department, with a reason; the subgraph stays served.
   */
  readonly assign: (
    caller: Caller | null,
    input: { readonly name: string; readonly department: string; readonly reason: string },
  ) => Promise<void>;
  /**
   * For emergencies: restores the departments' subgraphs of a revision, with the hub's current ones, without
   * a check of usage.
   */
  readonly restore: (
    caller: Caller | null,
    input: { readonly number: number; readonly note: string | null },
  ) => Promise<Outcome>;
}

export interface RegistryParts {
  readonly database: RegistryDatabase;
  readonly examiner: Examiner;
  readonly makeRevision: MakeRevision;
  /** The networks in which a department's service may be. */
  readonly networks: Pick<Networks, "assertUrl">;
  readonly departments: Pick<Departments, "demand">;
  readonly trail: WriteTrail;
}

export function createRegistry({
  database: { pool, transaction },
  examiner,
  makeRevision,
  networks,
  departments,
  trail,
}: RegistryParts): Registry {
  const check = async (
    owner: string,
    { name, sdl, url }: Omit<PublishInput, "note">,
    latest: StoredRevision | null,
    mustRun: boolean,
  ): Promise<CandidateExamination> => {
    demandName(name);
    networks.assertUrl(url);
    demandOwner(await ownerOf(pool, name), owner, name);
    return examiner.examine({ name, owner, sdl, url, mustRun }, latest);
  };
  /** `earlier`: the version that is published again; null for a new one. */
  const publishAs = async (
    { department, person }: Doer & { readonly department: string },
    input: PublishInput,
    earlier: number | null,
  ): Promise<Outcome> => {
    const { name, url, note } = input;
    return makeRevision(async (latest) => {
      const examination = await check(department, input, latest, true);
      const { isSound, sdl, supergraph, changes } = examination;
      const same = latest?.members.find(({ subgraph }) => subgraph === name);
      if (!isSound || sdl === null || supergraph === null || (same?.sdl === sdl && same.url === url))
        return { examination, write: null };
      return {
        examination,
        write: async (client) => {
          demandOwner(await claimName(client, name, department), department, name);
          const id = await addPublication(client, { subgraph: name, sdl, url, by: person, note });
          if (earlier !== null)
            await trail(client, {
              kind: "SUBGRAPH_ROLLED_BACK",
              actor: person,
              department: department,
              subject: name,
              details: {
                version: earlier,
                note,
              },
            });
          return {
            kind: "PUBLISH",
            subject: name,
            supergraph,
            changes,
            by: person,
            note,
            publications: [...othersThan(name, latest), id],
          };
        },
      };
    });
  };
  const checkRemoval = async (
    owner: string | null,
    name: string,
    latest: StoredRevision | null,
    isForUse: boolean,
  ): Promise<Examination> => {
    const known = await ownerOf(pool, name);
    const member = latest?.members.find(({ subgraph }) => subgraph === name);
    if (known === undefined || !latest || !member) throw new HubError("SUBGRAPH_UNKNOWN", { name });
    // A supervisor may remove any department's subgraph; nobody may remove the hub's.
    if (owner !== null || known === null) demandOwner(known, owner ?? "", name);
    return examiner.examineRemoval(member, latest, isForUse);
  };

  return {
    check: async (caller, input) =>
      check(demandForOwn(caller, "subgraph.check").department, input, await makeRevision.latest(), false),
    publish: async (caller, input) => publishAs(demandForOwn(caller, "subgraph.publish"), input, null),
    checkRemoval: async (caller, name) =>
      checkRemoval(
        demandForSome(caller, "subgraph.remove").department,
        name,
        await makeRevision.latest(),
        false,
      ),
    remove: async (caller, { name, note }) => {
      const { department, person } = demandForSome(caller, "subgraph.remove");
      if (department === null) demandReason(note);
      return makeRevision(async (latest) => {
        const examination = await checkRemoval(department, name, latest, true);
        const { isSound, supergraph, changes } = examination;
        if (!isSound || supergraph === null) return { examination, write: null };
        return {
          examination,
          write: async (client) => {
            const owner = await ownerOf(client, name);
            await trail(client, {
              kind: "SUBGRAPH_REMOVED",
              actor: person,
              department: owner ?? null,
              subject: name,
              details: { note },
            });
            return {
              kind: "REMOVE",
              subject: name,
              supergraph,
              changes,
              by: person,
              note,
              publications: othersThan(name, latest),
            };
          },
        };
      });
    },
    rollback: async (caller, { name, version, note }) => {
      const doer = demandForOwn(caller, "subgraph.rollback");
      const owner = await ownerOf(pool, name);
      if (owner === undefined) throw new HubError("SUBGRAPH_UNKNOWN", { name });
      demandOwner(owner, doer.department, name);
      const earlier = (await readPublications(pool, name)).find(
        (publication) => publication.version === version,
      );
      if (!earlier) throw new HubError("SUBGRAPH_VERSION_UNKNOWN", { name, version });
      return publishAs(doer, { name, sdl: earlier.sdl, url: earlier.url, note }, version);
    },
    assign: async (caller, { name, department, reason }) => {
      const by = demandForAll(caller, "subgraph.assign");
      demandReason(reason);
      await departments.demand(department);
      await transaction(async (client) => {
        await lockRevisions(client);
        const owner = await ownerOf(client, name);
        if (owner === undefined) throw new HubError("SUBGRAPH_UNKNOWN", { name: name.slice(0, 64) });
        if (owner === null) throw new HubError("SUBGRAPH_NAME_TAKEN", { name });
        await transferName(client, {
          subgraph: name,
          from: owner,
          to: department,
          reason: reason.trim(),
          by,
        });
        await trail(client, {
          kind: "SUBGRAPH_ASSIGNED",
          actor: by,
          department: department,
          subject: name,
          details: {
            from: owner,
            reason: reason.trim(),
          },
        });
      });
    },
    restore: async (caller, { number, note }) => {
      const person = demandForAll(caller, "graph.restore");
      const earlier = await readRevision(pool, number);
      if (!earlier) throw new HubError("REVISION_UNKNOWN", { number });
      return makeRevision(async (latest) => {
        const members = [
          ...(latest?.members ?? []).filter(isOwn),
          ...earlier.members.filter((member) => !isOwn(member)),
        ];
        const examination = await examiner.recompose(members, latest);
        const { isSound, supergraph, changes } = examination;
        if (!isSound || supergraph === null) return { examination, write: null };
        return {
          examination,
          write: async (client) => {
            await trail(client, {
              kind: "GRAPH_RESTORED",
              actor: person,
              department: null,
              subject: String(number),
              details: { note },
            });
            return {
              kind: "RESTORE",
              subject: String(number),
              supergraph,
              changes,
              by: person,
              note,
              publications: members.map(({ id }) => id),
            };
          },
        };
      });
    },
  };
}

function demandReason(reason: string | null): void {
  if (reason === null || reason.trim() === "") throw new HubError("SUBGRAPH_REASON_MISSING");
}

function othersThan(name: string, latest: StoredRevision | null): readonly number[] {
  return (latest?.members ?? []).filter(({ subgraph }) => subgraph !== name).map(({ id }) => id);
}
