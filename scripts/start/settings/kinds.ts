/**
 * Kinds of settings: how a text is checked and converted; `wanted` describes the right form to whoever wrote
 * another.
 */
import { createPrivateKey } from "node:crypto";
import { isIP } from "node:net";
import { resolve } from "node:path";
import proxyAddr from "@fastify/proxy-addr";
import ipaddr from "ipaddr.js";
import type { JWK } from "jose";
import * as v from "valibot";
import { isMailAddress } from "../../../services/kit/values/mail-address.js";
import type { KeyRing } from "#schema/key-ring.js";

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Kind<T> {
  readonly wanted: Words;
  readonly schema: v.GenericSchema<string, T>;
}

/** Nothing fits where `read` gives null. */
export function kindOf<T extends {}>(zh: string, en: string, read: (text: string) => T | null): Kind<T> {
  const schema = v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value);
      if (value !== null) return value;
      addIssue({ message: en });
      return NEVER;
    }),
  );
  return { wanted: { zh, en }, schema };
}

function textThat(zh: string, en: string, fits: (text: string) => boolean): Kind<string> {
  return kindOf(zh, en, (text) => (fits(text) ? text : null));
}

export const text = textThat("应为一行文字", "one line of text", (given) => /^\P{Cc}+$/u.test(given));

export const scopes = textThat(
  "应为含 `openid` 的范围名，空格分隔",
  "names of scopes with openid among them, joined by spaces",
  (given) =>
    /^[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*$/.test(given) &&
    given.split(" ").includes("openid"),
);

/** As RFC 8707 has it. */
export const resource = textThat(
  "应为绝对 URI，不含 #",
  "an absolute URI without #",
  (given) => URL.canParse(given) && !given.includes("#"),
);

export function whole(least: number, most: number): Kind<number> {
  return kindOf(`应为${least}至${most}的整数`, `a whole number from ${least} to ${most}`, (given) => {
    const value = /^\d{1,10}$/.test(given) ? Number(given) : NaN;
    return value >= least && value <= most ? value : null;
  });
}

export const flag = kindOf("应为 true 或 false", "true or false", (given) =>
  given === "true" ? true : given === "false" ? false : null,
);

export function oneOf<const T extends string>(names: readonly T[]): Kind<T> {
  return kindOf(
    `应为其中之一：${names.join("、")}`,
    `one of ${names.join(", ")}`,
    (given) => names.find((name) => name === given) ?? null,
  );
}

export const hostName = textThat(
  "应为 IP 地址或主机名，不含端口",
  "an IP address or the name of a host, without a port",
  (given) => isIP(given) !== 0 || /^[a-z\d](?:[\w.-]*[a-z\d])?$/i.test(given),
);

/** Relative ones are taken from where the process starts. */
export const folder = kindOf("应为文件夹的路径", "the path of a folder", (given) =>
  given.trim() === "" || given.includes("://") ? null : resolve(given),
);

/** Relative ones are taken from where the process starts. */
export const file = kindOf("应为文件的路径", "the path of a file", (given) =>
  given.trim() === "" || given.includes("://") ? null : resolve(given),
);

export const s3Bucket = textThat(
  "应为存储桶的名称：3至63个小写字母、数字、- 或 .",
  "the name of a bucket: 3 to 63 small letters, digits, - or .",
  (given) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(given) && !given.includes(".."),
);

export const s3Prefix = textThat(
  "应为以 / 结尾的路径，各级由字母、数字、-、_ 组成，如 tongcha/attachments/",
  "a path of letters, digits, - and _ that ends with /, such as tongcha/attachments/",
  (given) => given === "/" || /^(?:[A-Za-z0-9_-]{1,60}\/){1,8}$/.test(given),
);

export const s3Region = textThat(
  "应为地域名称，如 cn-north-1",
  "the name of a region such as cn-north-1",
  (given) => /^[a-z0-9-]{1,60}$/.test(given),
);

export const mailAddress = textThat(
  "应为一个电子邮箱，如 tongcha@example.cn",
  "one e-mail address such as tongcha@example.cn",
  isMailAddress,
);

/** Secrets by their names. */
export const secretsByName = kindOf(
  "应为 JSON 对象：名称和密码，均为文本",
  "a JSON object of names and secrets, both texts",
  (given): ReadonlyMap<string, string> | null => {
    let read: unknown;
    try {
      read = JSON.parse(given);
    } catch {
      return null;
    }
    const found = v.safeParse(v.record(v.string(), v.pipe(v.string(), v.minLength(1))), read);
    return found.success ? new Map(Object.entries(found.output)) : null;
  },
);

export function url(...protocols: readonly string[]): Kind<string> {
  const known = protocols.map((protocol) => `${protocol}://`);
  return textThat(`应为 ${known.join(" 或 ")} 地址`, `${known.join(" or ")} with what follows`, (given) =>
    isUrl(given, protocols),
  );
}

function isUrl(given: string, protocols: readonly string[]): boolean {
  const read = URL.parse(given);
  // The socket of a PostgreSQL server has no host.
  const hasHost = read?.host !== "" || protocols.includes("postgres");
  return read !== null && hasHost && protocols.some((protocol) => read.protocol === `${protocol}:`);
}

export const networks = textThat(
  "应为网段，如 10.0.0.0/8，逗号分隔",
  "networks such as 10.0.0.0/8, joined by commas",
  (given) => partsOf(given).every((part) => ipaddr.isValidCIDR(part)),
);

export const proxies = textThat(
  "应为地址或网段，如 10.0.0.1、10.0.0.0/8 或 loopback，逗号分隔",
  "addresses or networks such as 10.0.0.1, 10.0.0.0/8 or loopback, joined by commas",
  (given) => {
    if (given === "") return true;
    try {
      proxyAddr.compile(given.split(",").map((part) => part.trim()));
      return true;
    } catch {
      return false;
    }
  },
);

export const origins = textThat(
  "应为 * 或来源，如 https://www.example.cn，逗号分隔",
  "* or origins such as https://www.example.cn, joined by commas",
  (given) => partsOf(given).every((part) => part === "*" || URL.parse(part)?.origin === part),
);

/** Names and what is said of each, every name once. */
export function pairs<T extends {}>(
  zh: string,
  en: string,
  read: (value: string | null) => T | null,
  isName = (name: string): boolean => name !== "",
): Kind<ReadonlyMap<string, T>> {
  return kindOf(zh, en, (given) => {
    const all = new Map<string, T>();
    for (const pair of partsOf(given)) {
      const [name = "", said = null] = pair.split(/=(.*)/s).map((part) => part.trim());
      const value = read(said);
      if (value === null || !isName(name) || all.has(name)) return null;
      all.set(name, value);
    }
    return all;
  });
}

export const textsByName = pairs("应写作“名称=内容”，逗号分隔", "name=text, joined by commas", (said) =>
  said !== null && /^\P{Cc}+$/u.test(said) ? said : null,
);

export const urlsByName = pairs("应写作“名称=地址”，逗号分隔", "name=url, joined by commas", (given) =>
  given !== null && isUrl(given, ["http", "https"]) ? given : null,
);

function partsOf(given: string): readonly string[] {
  return given
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

const LEAST_PASSPHRASE = 12;

export const passphrase = textThat(
  `应为至少${LEAST_PASSPHRASE}个字符的一行文字`,
  `one line of at least ${LEAST_PASSPHRASE} characters`,
  (given) => /^\P{Cc}+$/u.test(given) && given.length >= LEAST_PASSPHRASE,
);

/** Keys of age, as `age-keygen` writes them: comments and empty lines are skipped. */
function ageKeys(zh: string, en: string, form: RegExp): Kind<readonly string[]> {
  return kindOf(zh, en, (given) => {
    const lines = given.split(/\n/).filter((line) => !line.startsWith("#"));
    const found = lines
      .join(",")
      .split(/[\s,]+/)
      .filter(Boolean);
    return found.length > 0 && found.every((key) => form.test(key)) ? found : null;
  });
}

export const ageRecipients = ageKeys(
  "应为 age 公钥（age1…），可有几个，逗号分隔",
  "public keys of age (age1…), joined by commas",
  /^age1[a-z\d]{20,}$/,
);

export const ageIdentities = ageKeys(
  "应为 age 私钥（AGE-SECRET-KEY-…），可用 age-keygen 生成",
  "private keys of age (AGE-SECRET-KEY-…), as age-keygen makes them",
  /^AGE-SECRET-KEY-[A-Z\d-]{20,}$/,
);

const LEAST_KEY = 32;

export const secretKeys = kindOf(
  `每个密钥应有至少${LEAST_KEY}个字符，逗号或换行分隔，可用 openssl rand -base64 32 生成`,
  `keys of at least ${LEAST_KEY} characters, joined by commas or line breaks; openssl rand -base64 32 makes one`,
  (given): KeyRing<string> | null => {
    const [first, ...others] = given.split(/[\s,]+/).filter(Boolean);
    return first !== undefined && [first, ...others].every((key) => key.length >= LEAST_KEY)
      ? [first, ...others]
      : null;
  },
);

export const PEM_BLOCK = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

export const privateKeys = kindOf(
  "应为 P-256 私钥（PEM），可有几个",
  "a private key of P-256 as PEM, or several",
  (given): KeyRing<JWK> | null => {
    const found = given.match(PEM_BLOCK) ?? [];
    const [first, ...others] = found.flatMap((pem) => readP256(pem) ?? []);
    return first !== undefined && others.length + 1 === found.length ? [first, ...others] : null;
  },
);

function readP256(pem: string): JWK | null {
  try {
    const key = createPrivateKey(pem).export({ format: "jwk" });
    return key.crv === "P-256" ? key : null;
  } catch {
    return null;
  }
}
