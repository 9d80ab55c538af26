/** All streams of a gateway. Equal subscriptions are one, while each of its clients gets what it asked for. */
import { Kind, type FieldNode, type SelectionNode } from "graphql";
import type { Runnable } from "../execute/engine.js";
import { createOutlet, type Outlet, type OutletLimits } from "./outlet.js";
import type { Session } from "./session.js";
import { openStream, type Stream, type StreamQuestion, type StreamWorld } from "./stream.js";

export interface Subscriber {
  readonly session: Session;
  /** Ends its connection. */
  readonly cut: () => void;
}

export interface Streams {
  /** What was asked has been admitted as `runnable`. */
  readonly subscribe: (question: StreamQuestion, runnable: Runnable, variables: Readonly<Record<string, unknown>>, subscriber: Subscriber) => { readonly outlet: Outlet; readonly opened: Promise<void> };
  readonly graphChanged: () => void;
}

export function createStreams(world: StreamWorld, limits: OutletLimits): Streams {
  /** All that are open, and of these the ones that others may join. */
  const open = new Set<Stream>();
  const joinable = new Map<string, Stream>();
  const find = (question: StreamQuestion, isResumed: boolean): Stream => {
    const key = JSON.stringify([question.contract, question.asked.text, question.asked.operationName, question.asked.variables, question.caller, question.resumeAfter]);
    const known = joinable.get(key);
    // Who resumes must not miss what has been delivered to those before.
    if (known && !(isResumed && known.hasBegun())) return known;
    const made = openStream(question, world, () => {
      open.delete(made);
      if (joinable.get(key) === made) joinable.delete(key);
    });
    open.add(made);
    joinable.set(key, made);
    return made;
  };
  return {
    subscribe: (question, runnable, variables, { session, cut }) => {
      const stream = find(question, question.resumeAfter !== null || isResumed(runnable, variables));
      const unwatch = session.onExpiry((error) => outlet.end(error));
      const outlet = createOutlet({
        limits, cut, check: session.check, onRoom: stream.onRoom,
        onLeave: (left) => {
          unwatch();
          stream.leave(left);
        },
      });
      stream.join(outlet);
      return { outlet, opened: stream.opened };
    },
    graphChanged: () => {
      for (const stream of open) stream.graphChanged();
    },
  };
}

/** Whether the operation says itself where it goes on: by the argument `after` of its root field. */
function isResumed({ prepared: { operation, fragments } }: Runnable, variables: Readonly<Record<string, unknown>>): boolean {
  const fieldIn = ([selection]: readonly SelectionNode[]): FieldNode | undefined => {
    if (selection?.kind === Kind.FIELD) return selection;
    const set = selection?.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection?.name.value ?? "")?.selectionSet;
    return set && fieldIn(set.selections);
  };
  const given = fieldIn(operation.selectionSet.selections)?.arguments?.find(({ name }) => name.value === "after")?.value;
  if (!given || given.kind === Kind.NULL) return false;
  return given.kind !== Kind.VARIABLE || (variables[given.name.value] ?? null) !== null;
}
