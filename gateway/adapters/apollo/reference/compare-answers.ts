/**
 * Sends each answer, after the client got it, to a process that executes the same request with the reference
 * and compares. Mutations, subscriptions and incremental answers are never compared. At most sixteen
 * comparisons run at a time; further answers are skipped, and that is logged.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { OperationTypeNode } from "graphql";
import { HubError } from "#schema/errors.js";
import { startLifetime } from "#schema/runtime/lifetime.js";
import type { Log } from "../../../log.js";
import type { Ask } from "../../../operation/ask.js";
import type { GraphQLRequest } from "../../../operation/request.js";
import { createPost } from "../../../subgraphs/post.js";

export interface Comparing {
  readonly around: (ask: Ask) => Ask;
  readonly close: () => Promise<void>;
}

const MOST_AT_ONCE = 16;
const LONGEST_MS = 60_000;
const HEAP_LIMIT_MB = 1_024;

/** Rejects with SUPERGRAPH_INVALID if the reference cannot serve the supergraph. `where`: its file or URL. */
export async function openComparing(where: string, log: Log): Promise<Comparing> {
  const child = fork(fileURLToPath(new URL("./comparing-process.js", import.meta.url)), [where], {
    execArgv: [`--max-old-space-size=${HEAP_LIMIT_MB}`],
  });
  const { post, close } = createPost({
    url: await urlOf(child),
    timeoutMs: LONGEST_MS,
    limitBytes: 1_024,
    connections: MOST_AT_ONCE,
    pending: MOST_AT_ONCE,
    connect: undefined,
  });
  // The child does not keep a gateway that fails to start alive.
  child.unref();
  child.channel?.unref();
  let [underWay, left, hasEnded] = [0, 0, false];
  child.once("exit", () => {
    if (!hasEnded)
      log({
        level: "error",
        message: "The process of @apollo/gateway has ended: nothing is compared any more",
      });
    hasEnded = true;
  });
  const compare = ({ text, operationName, variables }: GraphQLRequest, answer: string): void => {
    if (hasEnded) return;
    if (underWay >= MOST_AT_ONCE) {
      left += 1;
      // Logs the first, the tenth, the hundredth skipped answer.
      if (Number.isInteger(Math.log10(left)))
        log({
          level: "warn",
          left,
          message: "Answers come faster than they can be compared, and so many were not",
        });
      return;
    }
    underWay += 1;
    post(
      `{"query":${JSON.stringify(text)},"operationName":${JSON.stringify(operationName)},"variables":${JSON.stringify(variables)},"answer":${answer}}`,
      [],
      startLifetime(LONGEST_MS),
    )
      .catch((error: unknown) => {
        if (!hasEnded)
          log({ level: "warn", error: String(error), message: "An answer could not be compared" });
      })
      .finally(() => {
        underWay -= 1;
      });
  };
  return {
    around: (ask) => async (question) => {
      const asked = await ask(question);
      if ("refusal" in asked) {
        const { document, operationName, variables } = question;
        if (document.kind === "text")
          compare(
            { text: document.text, operationName, variables },
            JSON.stringify({ errors: asked.refusal }),
          );
        return asked;
      }
      if (asked.kind !== OperationTypeNode.QUERY) return asked;
      return {
        ...asked,
        answer: async (waiting) => {
          const answer = await asked.answer(waiting);
          if (!answer.later) compare(asked.asked, answer.body.toString());
          return answer;
        },
      };
    },
    close: async () => {
      hasEnded = true;
      // The result of a running comparison is not needed any more.
      child.kill("SIGKILL");
      await close();
    },
  };
}

async function urlOf(child: ChildProcess): Promise<string> {
  const said: unknown = await Promise.race([
    once(child, "message").then(([message]: unknown[]) => message),
    once(child, "exit").then(() => ({ problem: "its process has ended" })),
  ]);
  const { url, problem }: { readonly url?: unknown; readonly problem?: unknown } =
    typeof said === "object" && said !== null ? said : {};
  if (typeof url === "string") return url;
  throw new HubError("SUPERGRAPH_INVALID", { reason: `@apollo/gateway: ${String(problem)}` });
}
