/**
 * The shape of a feed's table, kept in `hub.feed`: the key, and each field with its type. What takes a field
 * away or changes the key is refused with DATABASE_UNUSABLE, for it needs a decision about what is published
 * already, or the later version that has it.
 */
import { HubError } from "#schema/errors.js";
import { newerTables } from "#schema/runtime/refuse-newer-tables.js";
import { isLater, VERSION } from "#schema/runtime/version.js";
import type { FeedContract } from "../../feed/contract.js";
import { snakeCase, storedFields, type StoredField } from "../../feed/stored-fields.js";
import { lastVersion } from "./history.js";
import type { Queryable } from "./queryable.js";

export function sqlTypeOf(field: Pick<StoredField, "kind">): string {
  switch (field.kind) {
    case "date":
      return "date";
    case "decimal":
      return "numeric";
    case "integer":
      return "bigint";
    case "boolean":
      return "boolean";
    case "codes":
      return "text[]";
    default:
      return "text";
  }
}

export function shapeOf(contract: FeedContract): string {
  return [
    keyPart(contract.key),
    ...storedFields(contract).map((field) => `${partOf(field)}${field.indexed ? INDEXED : ""}`),
  ].join(";");
}

/** True if a table of the shape `before` has no such field. */
export function isAdded(field: StoredField | undefined, before: string): boolean {
  return field !== undefined && !fieldsOf(before).includes(partOf(field));
}

/** Throws DATABASE_UNUSABLE. */
export async function refuseChange(client: Queryable, contract: FeedContract, before: string): Promise<void> {
  const fault = lossOf(contract, before) ?? newKeyOf(contract, before);
  if (fault === null) return;
  const version = await lastVersion(client);
  throw version !== null && isLater(version, VERSION) ? newerTables(contract.id, version) : fault;
}

/** What a table that was made for `before` cannot become for `now`; null where it can. */
export function conflictOf(
  before: FeedContract,
  now: FeedContract,
): { readonly lost: readonly StoredField[]; readonly isNewKey: boolean } | null {
  const shape = shapeOf(before);
  const kept = new Set(storedFields(now).map(partOf));
  const lost = storedFields(before).filter((field) => !kept.has(partOf(field)));
  const isNewKey = newKeyOf(now, shape) !== null;
  return lost.length > 0 || isNewKey ? { lost, isNewKey } : null;
}

const KEY = "key ";
const INDEXED = " indexed";

function keyPart(key: readonly string[]): string {
  return KEY + key.join(" ");
}

function partOf(field: StoredField): string {
  return `${field.sqlName} ${sqlTypeOf(field)}`;
}

function fieldsOf(shape: string): readonly string[] {
  return shape.split(";").flatMap((part) => (part.startsWith(KEY) ? [] : [part.replace(INDEXED, "")]));
}

function lossOf(contract: FeedContract, before: string): HubError | null {
  const now = new Set(fieldsOf(shapeOf(contract)));
  const lost = fieldsOf(before)
    .filter((part) => !now.has(part))
    .join(", ");
  if (lost === "") return null;
  return new HubError("DATABASE_UNUSABLE", {
    reason: `报送事项 ${contract.id} 的定义不再有：${lost}。请恢复，或给改动的字段换一个新名称`,
    reasonEn: `the contract of ${contract.id} no longer has: ${lost}. Restore it, or give the changed field a new name`,
  });
}

/**
 * A change of the key that would publish records again under the new key, beside those under the old
 * one.
 */
function newKeyOf(contract: FeedContract, before: string): HubError | null {
  const [then = "", ...fields] = before.split(";");
  if (then === keyPart(contract.key)) return null;
  const former = contract.formerKeys.find((names) => keyPart(names) === then);
  const added = contract.key.slice(former?.length).map((field) => `${snakeCase(field)} `);
  const mayStay =
    contract.mode === "snapshot" || !fields.some((part) => added.some((name) => part.startsWith(name)));
  if (former && mayStay) return null;
  const key = then.slice(KEY.length);
  return new HubError("DATABASE_UNUSABLE", {
    reason: `报送事项 ${contract.id} 的主键改变了（原为 ${key}）。请恢复原主键；全量报送的，或主键只是增加了新的选填列的，也可以在报送事项定义的 formerKeys 中写明原主键`,
    reasonEn: `the key of ${contract.id} changed (it was ${key}). Restore it; where a file is the whole list, or the key has grown by a new optional column, name it in the contract's formerKeys`,
  });
}
