/**
 * Adopts the hub's own subgraphs, which come with the hub, not by publication. If their texts differ from the
 * latest revision's, a new revision is made. A department's subgraph that no longer composes with them is set
 * aside, so that the hub always starts.
 */
import type { KeptTexts } from "../graph/kept/kept-texts.js";
import { supergraphOf } from "../graph/kept/made-of.js";
import type { Examiner } from "./examine/examiner.js";
import { NO_VIEWS, type Examination, type PublishedSubgraph } from "./examine/question.js";
import { isOwn, type MakeRevision } from "./make-revision.js";
import {
  addPublication,
  takeName,
  type Person,
  type Publication,
  type StoredRevision,
} from "./store/revision-rows.js";

export interface OwnSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/**
 * Puts the hub's own subgraphs into the latest revision. Rejects if they do not compose among themselves,
 * which is a bug.
 */
export type AdoptOwn = (own: readonly OwnSubgraph[]) => Promise<void>;

const HUB: Person = { subject: "tongcha", name: "通查" };

export interface AdoptOwnParts {
  readonly examiner: Examiner;
  readonly makeRevision: MakeRevision;
  /** Contains the first graph of an unmodified hub. */
  readonly shipped: KeptTexts;
  readonly onSetAside: (names: readonly string[]) => void;
}

export function createAdoptOwn({ examiner, makeRevision, shipped, onSetAside }: AdoptOwnParts): AdoptOwn {
  return async (own) => {
    const names = new Set(own.map(({ name }) => name));
    await makeRevision(async (latest) => {
      const before = latest?.members ?? [];
      const kept = new Map(
        before
          .filter(
            (member) =>
              isOwn(member) &&
              own.some(
                ({ name, sdl, url }) => name === member.subgraph && sdl === member.sdl && url === member.url,
              ),
          )
          .map(({ subgraph, id }) => [subgraph, id]),
      );
      if (kept.size === own.length && before.filter(isOwn).length === own.length)
        return { examination: UNCHANGED, write: null };
      const departments = before.filter((member) => !isOwn(member) && !names.has(member.subgraph));
      const composed = latest ? null : await shipped.find(supergraphOf(own));
      const { examination, aside } =
        composed !== null
          ? { examination: { ...UNCHANGED, supergraph: composed }, aside: [] }
          : await composeMost(
              examiner,
              own.map(({ name, sdl, url }) => ({ subgraph: name, owner: null, sdl, url })),
              departments,
              latest,
            );
      const { supergraph, changes } = examination;
      if (supergraph === null)
        throw new Error(
          `The hub's own subgraphs do not compose:\n${examination.findings.map(({ code, message }) => `- ${code} ${message.en}`).join("\n")}`,
        );
      if (aside.length > 0) onSetAside(aside.map(({ subgraph }) => subgraph));
      return {
        examination,
        write: async (client) => {
          const publications = departments.filter((member) => !aside.includes(member)).map(({ id }) => id);
          for (const { name, sdl, url } of own) {
            const id = kept.get(name);
            await takeName(client, name);
            publications.push(
              id ?? (await addPublication(client, { subgraph: name, sdl, url, by: HUB, note: null })),
            );
          }
          const changed = own.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
          return {
            kind: "HUB",
            subject: changed.join(" "),
            supergraph,
            changes,
            by: HUB,
            note:
              aside.length === 0
                ? null
                : `set aside, does not compose: ${aside.map(({ subgraph }) => subgraph).join(" ")}`,
            publications,
          };
        },
      };
    });
  };
}

const UNCHANGED: Examination = {
  findings: [],
  isSound: true,
  supergraph: null,
  changes: [],
  views: NO_VIEWS,
};

/**
 * Composes as many subgraphs as possible: if not all compose, each is tried in turn, the oldest publication
 * first.
 */
async function composeMost(
  examiner: Examiner,
  own: readonly PublishedSubgraph[],
  departments: readonly Publication[],
  latest: StoredRevision | null,
): Promise<{ readonly examination: Examination; readonly aside: readonly Publication[] }> {
  const all = await examiner.recompose([...own, ...departments], latest);
  if (all.supergraph !== null) return { examination: all, aside: [] };
  let examination = await examiner.recompose(own, latest);
  const kept: Publication[] = [];
  for (const member of departments.toSorted((one, other) => one.id - other.id)) {
    const tried = await examiner.recompose([...own, ...kept, member], latest);
    if (tried.supergraph === null) continue;
    kept.push(member);
    examination = tried;
  }
  return { examination, aside: departments.filter((member) => !kept.includes(member)) };
}
