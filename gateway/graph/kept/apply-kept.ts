/** Applies contracts to a supergraph, with a store of views: stored views are read, new ones are stored. */
import { describeError } from "#schema/runtime/describe-error.js";
import type { Log } from "../../log.js";
import { applyApart } from "../contracts/apply-apart.js";
import type { ContractAnswer, ContractAnswers, ContractQuestion } from "../contracts/answer-contracts.js";
import type { GrowingTexts } from "./kept-texts.js";
import { viewOf } from "./made-of.js";

/** Rejects with a plain Error for an invalid supergraph. */
export type ApplyContracts = (question: ContractQuestion) => Promise<ContractAnswers>;

export function createApplyKept(kept: GrowingTexts, log: Log): ApplyContracts {
  return async ({ supergraph, definitions }) => {
    const asked = definitions.map((definition) => ({ definition, of: viewOf(supergraph, definition) }));
    const found = new Map<string, ContractAnswer>();
    for (const {
      definition: { name },
      of,
    } of asked) {
      // If the store cannot be read, the view is made.
      const sdl = await kept.find(of).catch(() => null);
      if (sdl !== null) found.set(name, { ok: true, sdl });
    }
    const missing = asked.filter(({ definition }) => !found.has(definition.name));
    const made = await applyApart({ supergraph, definitions: missing.map(({ definition }) => definition) });
    await keepViews(
      { supergraph, definitions: missing.map(({ definition }) => definition) },
      made,
      kept,
      log,
    );
    return new Map([...found, ...made]);
  };
}

/** Stores the valid views of these contracts; a view that cannot be stored is made again next time. */
export async function keepViews(
  { supergraph, definitions }: ContractQuestion,
  answers: ContractAnswers,
  kept: Pick<GrowingTexts, "keep">,
  log: Log,
): Promise<void> {
  for (const definition of definitions) {
    const answer = answers.get(definition.name);
    if (answer?.ok === true)
      await kept.keep(viewOf(supergraph, definition), answer.sdl).catch((error: unknown) =>
        log({
          level: "warn",
          ...describeError(error),
          message: "A contract's view is not kept, and will be made again",
        }),
      );
  }
}
