import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import { joinCalls } from "../../gateway/subgraphs/join-calls.js";
import { startLifetime } from "#schema/runtime/lifetime.js";
import { unmetered } from "#schema/runtime/meter.js";
import type { Representations } from "../../gateway/engine/run/run.js";
import type { SubgraphClient } from "../../gateway/subgraphs/client-options.js";
import type { Caller } from "#schema/caller.js";

const operation = {
  subgraph: "s",
  text: "query($r:[_Any!]!){_entities(representations:$r){x}}",
  name: null,
  isMutation: false,
  variables: [],
};
const CALLERS: readonly (Caller | null)[] = [
  null,
  { subject: "甲", name: "甲", department: "x", roles: [] },
  { subject: "乙", name: "乙", department: "x", roles: [] },
];

/**
 * The answer for an entity depends only on the entity, the caller and the variables; some entities are
 * missing, some fail.
 */
const subgraph: SubgraphClient = {
  ask: (_, variables, representations, { caller }) => {
    const errors: SubgraphError[] = [];
    const data: Record<string, unknown> = {};
    for (const { field, texts } of representations) {
      data[field] = texts.map((text, at) => {
        const id = Number(text);
        if (id % 5 === 4) errors.push({ message: `no ${id}`, path: [field, at, "x"] });
        return id % 7 === 6
          ? null
          : { x: `${field} ${id} ${caller?.subject} ${JSON.stringify(variables)}`, below: { list: [id] } };
      });
    }
    if (representations.length === 0) data["root"] = { of: JSON.stringify(variables) };
    return Promise.resolve(errors.length > 0 ? { data, errors } : { data });
  },
  subscribe: () => Promise.reject(new Error("nobody subscribes")),
  isIndependent: true,
  health: () => "up",
  close: () => Promise.resolve(),
};

const inOrder = ({ data, errors }: SubgraphResult): object => ({
  data,
  errors: errors?.map((error) => JSON.stringify(error)).toSorted(),
});

test("a call that is joined with others is answered as it would be alone, and shares no object with them", async () => {
  const texts = fc.uniqueArray(fc.integer({ min: 0, max: 20 }).map(String), { maxLength: 8 });
  const call = fc.record({
    who: fc.constantFrom(...CALLERS),
    variable: fc.integer({ min: 0, max: 1 }),
    isRoot: fc.boolean(),
    first: texts,
    second: texts,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 12 }), async (calls) => {
      const joined = joinCalls(subgraph);
      const askAll = (client: SubgraphClient): Promise<readonly SubgraphResult[]> =>
        Promise.all(
          calls.map(({ who, variable, isRoot, first, second }) => {
            const representations: Representations = isRoot
              ? []
              : [
                  { field: "_entities", variable: "r", texts: first },
                  { field: "_e1", variable: "r1", texts: second },
                ];
            return client.ask(
              { ...operation, text: isRoot ? "{root{of}}" : operation.text },
              { variable },
              representations,
              { caller: who, lifetime: startLifetime(1_000), meter: unmetered() },
            );
          }),
        );
      const answers = await askAll(joined);
      expect(answers.map(inOrder)).toEqual((await askAll(subgraph)).map(inOrder));
      const seen = new Set<unknown>();
      const visit = (value: unknown): void => {
        if (typeof value !== "object" || value === null) return;
        expect(seen.has(value)).toBe(false);
        seen.add(value);
        Object.values(value).forEach(visit);
      };
      for (const { data } of answers) visit(data);
    }),
  );
});

test("a subgraph that gives too few entities gives none to anybody, and mutations are never joined", async () => {
  let sent = 0;
  const joined = joinCalls({
    ...subgraph,
    ask: () => {
      sent += 1;
      return Promise.resolve({ data: { _entities: [{ x: 1 }] } });
    },
  });
  const ask = (text: string, isMutation: boolean): Promise<SubgraphResult> =>
    joined.ask({ ...operation, isMutation }, {}, [{ field: "_entities", variable: "r", texts: [text] }], {
      caller: null,
      lifetime: startLifetime(1_000),
      meter: unmetered(),
    });
  expect(await Promise.all([ask("1", false), ask("2", false)])).toEqual([
    { data: { _entities: null } },
    { data: { _entities: null } },
  ]);
  expect(sent).toBe(1);
  await Promise.all([ask("1", true), ask("1", true)]);
  expect(sent).toBe(3);
});
