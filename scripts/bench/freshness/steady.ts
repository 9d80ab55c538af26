/**
 * So many requests a second for one text, whatever the answers take: what is due waits for a connection, and
 * its time runs.
 */
import { connect } from "node:net";

export interface Answered {
  readonly status: number;
  readonly body: string;
  /** Result of `mark` when the request was sent. */
  readonly mark: number;
}

export interface Steady {
  readonly sent: () => number;
  /** Milliseconds from when each was due until its answer was there. */
  readonly times: readonly number[];
  readonly end: () => void;
}

interface SteadyOptions {
  readonly perSecond: number;
  readonly connections: number;
  readonly mark: () => number;
  readonly onAnswer: (answered: Answered) => void;
}

const TICK_MS = 2;

export function askSteadily(
  origin: string,
  request: string,
  { perSecond, connections, mark, onAnswer }: SteadyOptions,
): Steady {
  const { hostname, port } = new URL(origin);
  const due: number[] = [];
  const idle: ((dueAt: number) => void)[] = [];
  const times: number[] = [];
  const started = performance.now();
  let count = 0;
  const next = (): void => {
    while (due.length > 0 && idle.length > 0) idle.pop()?.(due.shift() ?? 0);
  };
  const sockets = Array.from({ length: connections }, () => {
    let parts: Buffer[] = [];
    let dueAt = 0;
    let marked = 0;
    const socket = connect(Number(port), hostname).setNoDelay(true);
    const ready = (): void => {
      idle.push((at) => {
        [dueAt, marked, parts] = [at, mark(), []];
        socket.write(request);
      });
      next();
    };
    return socket
      .on("connect", ready)
      .on("error", (error) => {
        throw error;
      })
      .on("data", (part: Buffer) => {
        parts.push(part);
        const answer = parts.length === 1 ? part : Buffer.concat(parts);
        const headEnd = answer.indexOf("\r\n\r\n");
        const head = answer.toString("latin1", 0, headEnd);
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
        if (headEnd < 0 || answer.length < headEnd + 4 + length) return;
        times.push(performance.now() - dueAt);
        onAnswer({
          status: Number(head.slice(9, 12)),
          body: answer.toString("utf8", headEnd + 4),
          mark: marked,
        });
        ready();
      });
  });
  const timer = setInterval(() => {
    const wanted = Math.floor(((performance.now() - started) * perSecond) / 1_000);
    for (; count < wanted; count += 1) due.push(performance.now());
    next();
  }, TICK_MS);
  return {
    sent: () => count,
    times,
    end: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}
