/**
 * The clients of one stream: each has its outlet, and all get the same messages. The fastest client sets the
 * stream's pace.
 */
import { payEvent } from "../limits/rate/pay.js";
import type { Message, StreamError } from "./message.js";
import type { Outlet } from "./outlet.js";

export interface Audience {
  readonly join: (outlet: Outlet) => void;
  readonly leave: (outlet: Outlet) => void;
  readonly isEmpty: () => boolean;
  readonly offer: (message: Message) => void;
  /** Null for an ordinary end. */
  readonly end: (error: StreamError | null) => void;
  /** Returns all outlets without ending them: the caller moves them to another stream. */
  readonly giveUp: () => readonly Outlet[];
  /** Resolves when a client has paid for an event of so many points, or when no client is left. */
  readonly pay: (points: number) => Promise<void>;
  /** Resolves when an outlet has room, or after a time limit if none has. */
  readonly room: () => Promise<void>;
  /** Call it when an outlet has room again, or has left. */
  readonly onRoom: () => void;
}

/** Longest time in milliseconds that backpressure from all clients may delay the stream. */
const ROOM_MS = 5_000;

export function createAudience(): Audience {
  const outlets = new Set<Outlet>();
  let wake = (): void => undefined;
  let isEnded = false;
  const wait = (milliseconds: number): Promise<void> =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    join: (outlet) => {
      outlets.add(outlet);
    },
    leave: (outlet) => {
      outlets.delete(outlet);
    },
    isEmpty: () => outlets.size === 0,
    offer: (message) => {
      for (const outlet of outlets) outlet.offer(message);
    },
    end: (error) => {
      isEnded = true;
      for (const outlet of outlets) outlet.end(error);
      wake();
    },
    giveUp: () => {
      const left = [...outlets];
      outlets.clear();
      return left;
    },
    pay: async (points) => {
      while (outlets.size > 0 && !isEnded) {
        const again = payEvent(new Set([...outlets].map(({ bucket }) => bucket)), points);
        if (again === null) return;
        await wait(again);
      }
    },
    room: async () => {
      for (const outlet of outlets) if (outlet.hasRoom()) return;
      if (outlets.size === 0) return;
      await wait(ROOM_MS);
    },
    onRoom: () => wake(),
  };
}
