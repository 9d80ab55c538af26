/** API keys as the office gives them out and takes them back. */
import type { Caller } from "#schema/caller.js";
import { HubError } from "#schema/errors.js";
import type { TrailKind, WriteTrail } from "#schema/trail.js";
import type { RegistryDatabase } from "../database.js";
import { makeApiKey } from "../api-keys/api-key.js";
import type { Plan } from "../api-keys/plan.js";
import { EXPLORER } from "../usage/client-name.js";
import { demandForAll } from "./rights.js";
import {
  addKey,
  announceKeys,
  lockKeys,
  readKey,
  readKeys,
  resumeKey,
  revokeKey,
  suspendKey,
  type ApiKey,
} from "./store/key-rows.js";
import type { Client, Person } from "./store/revision-rows.js";

export interface ApiKeyInput {
  /** Of the program. */
  readonly name: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly plan: Plan;
  /** Null: without end. */
  readonly days: number | null;
}

export interface MadeApiKey {
  /** Told this once. */
  readonly text: string;
  readonly key: ApiKey;
}

export interface ApiKeys {
  /** Rejects with API_KEY_INPUT_INVALID. */
  readonly make: (caller: Caller | null, input: ApiKeyInput) => Promise<MadeApiKey>;
  /** Rejects with API_KEY_UNKNOWN, also for one that was revoked before. */
  readonly revoke: (caller: Caller | null, id: string, reason: string) => Promise<ApiKey>;
  /** Rejects with API_KEY_UNKNOWN, also for one that is revoked or suspended. */
  readonly suspend: (caller: Caller | null, id: string, reason: string) => Promise<ApiKey>;
  /** Rejects with API_KEY_UNKNOWN, also for one that is revoked or not suspended. */
  readonly resume: (caller: Caller | null, id: string, reason: string) => Promise<ApiKey>;
  /** The newest first. */
  readonly list: (caller: Caller | null, client: Client) => Promise<readonly ApiKey[]>;
}

const NAME = /^[A-Za-z][A-Za-z0-9._-]{0,62}$/;
const LONGEST_TEXT = 200;
const MOST_DAYS = 3_660;
const DAY_MS = 86_400_000;

/** False where the key is not as it would have to be. */
type ChangeKey = (
  client: Client,
  change: { readonly id: string; readonly by: Person; readonly because: string },
) => Promise<boolean>;

export interface ApiKeysParts {
  readonly trail: WriteTrail;
  /** Brings a change into service in this process. */
  readonly tell: () => Promise<void>;
}

export function createApiKeys(
  { pool, transaction }: RegistryDatabase,
  { trail, tell }: ApiKeysParts,
): ApiKeys {
  const read = async (id: string): Promise<ApiKey> => {
    const key = await readKey(pool, id);
    if (!key) throw new HubError("API_KEY_UNKNOWN", { id: id.slice(0, 64) });
    return key;
  };
  const change =
    (kind: TrailKind, make: ChangeKey): ApiKeys["revoke"] =>
    async (caller, id, reason) => {
      const by = demandForAll(caller, "key.keep");
      const because = textOf(reason, "理由", "a reason");
      await transaction(async (client) => {
        await lockKeys(client);
        if (!(await make(client, { id, by, because })))
          throw new HubError("API_KEY_UNKNOWN", { id: id.slice(0, 64) });
        await announceKeys(client);
        await trail(client, {
          kind,
          actor: by,
          department: null,
          subject: id,
          details: { reason: because },
        });
      });
      await tell();
      return read(id);
    };
  return {
    make: async (caller, { name, owner, plan, days }) => {
      const madeBy = demandForAll(caller, "key.keep");
      if (!NAME.test(name) || name === EXPLORER)
        throw invalid(
          `名称须以字母开头，只含字母、数字和“. _ -”，不超过63个字符，且不能为 ${EXPLORER}`,
          `a name begins with a letter, has letters, digits and . _ - alone, 63 at most, and is not ${EXPLORER}`,
        );
      if (days !== null && !(days >= 1 && days <= MOST_DAYS))
        throw invalid(`有效天数为1至${MOST_DAYS}`, `it is good for 1 to ${MOST_DAYS} days`);
      const until = days === null ? null : new Date(Date.now() + days * DAY_MS);
      const answersFor = textOf(owner, "使用单位", "who answers for it");
      const { id, hash, text } = makeApiKey();
      await transaction(async (client) => {
        await lockKeys(client);
        await addKey(client, { id, hash, name, owner: answersFor, plan, until, madeBy });
        await announceKeys(client);
        await trail(client, {
          kind: "KEY_MADE",
          actor: madeBy,
          department: null,
          subject: id,
          details: { name, owner: answersFor, plan, until: until?.toISOString() ?? null },
        });
      });
      await tell();
      return { text, key: await read(id) };
    },
    revoke: change("KEY_REVOKED", revokeKey),
    suspend: change("KEY_SUSPENDED", suspendKey),
    resume: change("KEY_RESUMED", resumeKey),
    list: (caller, client) => {
      demandForAll(caller, "key.keep");
      return readKeys(client);
    },
  };
}

function textOf(given: string, zh: string, en: string): string {
  const text = given.trim();
  if (text === "" || text.length > LONGEST_TEXT)
    throw invalid(
      `须写明${zh}，不超过${LONGEST_TEXT}个字符`,
      `${en} is needed, of at most ${LONGEST_TEXT} characters`,
    );
  return text;
}

function invalid(reason: string, reasonEn: string): HubError {
  return new HubError("API_KEY_INPUT_INVALID", { reason, reasonEn });
}
