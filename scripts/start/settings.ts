/** The settings of this process. Read once at the door; nothing else reads the environment. */
import * as v from "valibot";
import { HubError } from "#schema/errors.js";
import type { AnswerLimits } from "#schema/runtime/meter.js";
import type { DocumentLimits } from "../../gateway/limits/document.js";
import type { LiveLimits } from "../../gateway/limits/live-places.js";
import type { LoggedOperations } from "../../gateway/operation/log-operations.js";
import type { RateRules } from "../../gateway/limits/rate/plans.js";
import { SCHEMA } from "./settings/schema.js";
import { FILE_SUFFIX, readSecret } from "./settings/secret-files.js";
import { refuseHalfBucket } from "./settings/bucket.js";
import { refuseHalfMail } from "./settings/mail.js";
import { refuseHalfSignIn } from "./settings/sign-in.js";
import type { Told } from "./settings/setting.js";
import { refuseUnknown } from "./settings/unknown.js";

export type Settings = Readonly<v.InferOutput<typeof SCHEMA>>;
export type Environment = Readonly<Record<string, string | undefined>>;

const BY_NAME: ReadonlyMap<string, Told> = new Map(
  Object.entries(SCHEMA.entries).map(([name, schema]) => [name, v.getMetadata(schema).told]),
);

/** Description of each setting. */
export const SETTINGS: readonly Told[] = [...BY_NAME.values()];

/** Every name that a setting may be given by. */
export const VARIABLES: readonly string[] = SETTINGS.flatMap(({ variable, isSecret }) =>
  isSecret ? [variable, `${variable}${FILE_SUFFIX}`] : [variable],
);

/** Throws SETTING_INVALID or SETTING_UNKNOWN: the first of what `checkSettings` finds. */
export function readSettings(environment: Environment): Settings {
  const { settings, faults } = checkSettings(environment);
  if (settings) return settings;
  throw faults[0] ?? new Error("The settings cannot be read");
}

/** Each that has a value, by its variable; of secrets, and of addresses with a password, a fingerprint. */
export function tellSettings(
  settings: Settings,
  fingerprint: (text: string) => string,
): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, unknown>> = settings;
  return Object.fromEntries(
    [...BY_NAME].flatMap(([name, { variable, isSecret }]) => {
      const value = values[name];
      if (value === null || value === undefined) return [];
      const text = textOf(value);
      return [[variable, isSecret || URL.parse(text)?.password ? fingerprint(text) : text]];
    }),
  );
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value instanceof Map ? [...value] : value) ?? "";
}

export interface Checked {
  /** Null where there is a fault. */
  readonly settings: Settings | null;
  readonly faults: readonly HubError[];
}

/** All settings, or all that is wrong with them; no fault repeats a value. */
export function checkSettings(environment: Environment): Checked {
  const faults = [...refuseUnknown(environment, VARIABLES)];
  const given: Record<string, string | null> = {};
  for (const [name, { variable, isSecret }] of BY_NAME)
    try {
      given[name] = isSecret ? readSecret(variable, environment) : environment[variable] || null;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      faults.push(error);
      given[name] = null;
    }
  const read = v.safeParse(SCHEMA, given);
  const wrong = new Set(read.issues?.map(({ path }) => path?.[0].key));
  for (const [name, { variable, wanted }] of BY_NAME)
    if (wrong.has(name))
      faults.push(
        new HubError("SETTING_INVALID", { name: variable, reason: wanted.zh, reasonEn: wanted.en }),
      );
  if (read.success)
    for (const refuse of [refuseHalfSignIn, refuseHalfMail, refuseHalfBucket])
      faults.push(...refuse(read.output));
  return read.success && faults.length === 0
    ? { settings: Object.freeze(read.output), faults }
    : { settings: null, faults };
}

/** Limits of one answer, in the form that a gateway takes. */
export function answerLimits({ answerObjectLimit, answerLimitMiB }: Settings): AnswerLimits {
  return { objects: answerObjectLimit, bytes: answerLimitMiB * 1024 * 1024 };
}

/** Limits of a query, in the form that a gateway takes. */
export function documentLimits({ selectionLimit, depthLimit }: Settings): DocumentLimits {
  return { selections: selectionLimit, depth: depthLimit, tokens: 20_000 };
}

/** How much clients may ask for; null: as much as they like. `fallback`: where nothing is set. */
export function rateRules({ rateLimits }: Settings, fallback: RateRules | null): RateRules | null {
  return rateLimits === "off" ? null : (rateLimits ?? fallback);
}

/** Operations that are logged, in the form that a gateway takes. */
export function loggedOperations({ accessLog, slowQueryMs }: Settings): LoggedOperations {
  return { isAccessLogged: accessLog, slowMs: slowQueryMs };
}

/** Limits of open connections and subscriptions, in the form that a gateway takes. */
export function liveLimits(settings: Settings): LiveLimits {
  return {
    connections: settings.liveConnections,
    connectionsOfClient: settings.liveConnectionsOfClient,
    subscriptions: settings.liveSubscriptions,
    subscriptionsOfClient: settings.liveSubscriptionsOfClient,
    streams: settings.liveStreams,
  };
}
