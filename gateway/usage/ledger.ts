/**
 * One day's uses, counted in memory until they are stored. Everything that strangers can make grow has a
 * limit per day, so that invented names and queries fill up neither the memory nor the database. Uses beyond
 * a limit are counted under `*`:
 *
 *   a client too many        the operation, client `*`
 *   an operation too many    operation `*`, by client and by each coordinate that it uses
 *   a coordinate too many    operation `*`, client `*`, the coordinate (the schema bounds their number)
 *
 * Uses under operation `*` and client `*` are not attributed to any department's developers.
 */
import type { DescribedOperation } from "./describe-operation.js";
import { NOBODYS } from "./developers-of.js";
import { OTHERS } from "./others.js";

export interface LedgerLimits {
  readonly clients: number;
  readonly operations: number;
  /** Most cells: combinations of operation, client and developers. */
  readonly cells: number;
  /** Most coordinates in all cells. */
  readonly coordinates: number;
  /** Most characters of texts and coordinates that wait to be stored. */
  readonly characters: number;
}

export interface Use {
  readonly operation: DescribedOperation;
  readonly client: string;
  /** `developersOf` the caller. */
  readonly developers: string;
  /** The coordinates that its variables use, in addition to the operation's own. */
  readonly inputs: Iterable<string>;
}

/** The uses of one operation by one client that are not stored yet. */
interface Cell {
  readonly operation: string;
  readonly client: string;
  readonly developers: string;
  requests: number;
  readonly inputs: Map<string, number>;
}

/** Rows to store in one transaction. */
export interface Batch {
  readonly day: string;
  readonly operations: readonly DescribedOperation[];
  readonly uses: readonly {
    readonly operation: string;
    readonly client: string;
    readonly developers: string;
    readonly requests: number;
  }[];
  readonly inputs: readonly {
    readonly operation: string;
    readonly client: string;
    readonly developers: string;
    readonly coordinate: string;
    readonly requests: number;
  }[];
  /** Called after the batch is stored; uses counted meanwhile stay in the ledger. */
  readonly settle: () => void;
}

export interface Ledger {
  /** The UTC date, as `2026-11-02`. */
  readonly day: string;
  readonly count: (use: Use) => void;
  /** Null: nothing to store. */
  readonly take: () => Batch | null;
}

const LIMITS: LedgerLimits = {
  clients: 1_000,
  operations: 5_000,
  cells: 50_000,
  coordinates: 100_000,
  characters: 8_000_000,
};
const OTHER_OPERATIONS: DescribedOperation = { hash: OTHERS, name: OTHERS, text: "", coordinates: [] };

export function createLedger(day: string, limits: LedgerLimits = LIMITS): Ledger {
  /** By operation, then by `keyOf` client and developers. */
  const cells = new Map<string, Map<string, Cell>>();
  const clients = new Set([OTHERS]);
  const unstored = new Set([OTHER_OPERATIONS]);
  const dirty = new Set<Cell>();
  const size = { cells: 0, coordinates: 0, characters: 0 };

  const open = ({ hash }: DescribedOperation, client: string, developers: string): Cell => {
    const cell: Cell = { operation: hash, client, developers, requests: 0, inputs: new Map() };
    cells.set(hash, (cells.get(hash) ?? new Map<string, Cell>()).set(keyOf(client, developers), cell));
    clients.add(client);
    size.cells += 1;
    return cell;
  };
  const last = open(OTHER_OPERATIONS, OTHERS, NOBODYS);

  const hasRoom = ({ hash }: DescribedOperation, client: string): boolean =>
    size.cells < limits.cells &&
    (clients.has(client) || clients.size < limits.clients) &&
    (cells.has(hash) || (cells.size < limits.operations && size.characters < limits.characters));
  const find = (operation: DescribedOperation, client: string, developers: string): Cell | null => {
    const known = cells.get(operation.hash)?.get(keyOf(client, developers));
    if (known) return known;
    if (!hasRoom(operation, client)) return null;
    if (!cells.has(operation.hash)) {
      unstored.add(operation);
      size.characters += sizeOf(operation);
    }
    return open(operation, client, developers);
  };
  const countInput = (cell: Cell, coordinate: string): void => {
    const known = cell.inputs.get(coordinate);
    if (known === undefined && cell !== last && size.coordinates >= limits.coordinates)
      return countInput(last, coordinate);
    if (known === undefined) size.coordinates += 1;
    cell.inputs.set(coordinate, (known ?? 0) + 1);
    dirty.add(cell);
  };

  return {
    day,
    count: ({ operation, client, developers, inputs }) => {
      const cell =
        find(operation, client, developers) ??
        find(operation, OTHERS, developers) ??
        find(OTHER_OPERATIONS, client, developers) ??
        last;
      cell.requests += 1;
      dirty.add(cell);
      if (cell.operation === OTHERS)
        for (const coordinate of operation.coordinates) countInput(cell, coordinate);
      for (const coordinate of inputs) countInput(cell, coordinate);
    },
    take: () => {
      if (dirty.size === 0) return null;
      const operations = [...unstored];
      const taken = [...dirty].map((cell) => ({
        cell,
        requests: cell.requests,
        inputs: [...cell.inputs].filter(([, requests]) => requests > 0),
      }));
      return {
        day,
        operations,
        uses: taken.map(({ cell: { operation, client, developers }, requests }) => ({
          operation,
          client,
          developers,
          requests,
        })),
        inputs: taken.flatMap(({ cell: { operation, client, developers }, inputs }) =>
          inputs.map(([coordinate, requests]) => ({ operation, client, developers, coordinate, requests })),
        ),
        settle: () => {
          for (const operation of operations)
            if (unstored.delete(operation)) size.characters -= sizeOf(operation);
          for (const { cell, requests, inputs } of taken) {
            cell.requests -= requests;
            for (const [coordinate, count] of inputs)
              cell.inputs.set(coordinate, (cell.inputs.get(coordinate) ?? 0) - count);
            if (cell.requests === 0 && ![...cell.inputs.values()].some((count) => count > 0))
              dirty.delete(cell);
          }
        },
      };
    },
  };
}

/** A line break separates the parts, because no client's name contains one. */
function keyOf(client: string, developers: string): string {
  return developers === NOBODYS ? client : `${developers}\n${client}`;
}

function sizeOf({ text, coordinates }: DescribedOperation): number {
  return coordinates.reduce((sum, coordinate) => sum + coordinate.length, text.length);
}
