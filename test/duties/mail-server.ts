/** A real SMTP server that keeps what it is sent, and does as a test says. */
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { until } from "../until.js";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Decoded; null without such a header. */
  readonly header: (name: string) => string | null;
  /** Decoded. */
  readonly text: string;
}

export interface MailServer {
  readonly url: string;
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  readonly passwords: readonly string[];
  /** With what code it refuses receivers; null: it takes them. */
  answer: number | null;
  /** The next mail is kept, but not answered, until what it gives is called. */
  readonly hold: () => () => void;
  readonly untilReceived: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `isTls`: it offers STARTTLS, with a certificate that nobody knows. */
export async function openMailServer({
  port = 0,
  isTls = false,
}: { readonly port?: number; readonly isTls?: boolean } = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const passwords: string[] = [];
  let held: Promise<void> | null = null;
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    logger: false,
    disabledCommands: isTls ? [] : ["STARTTLS"],
    onAuth: ({ password }, _session, done) => {
      passwords.push(password ?? "");
      done(null, { user: "tongcha" });
    },
    onRcptTo: (_address, _session, done) => {
      if (opened.answer === null) done();
      else done(Object.assign(new Error("No"), { responseCode: opened.answer }));
    },
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const keep = async (): Promise<void> => {
        const raw = await text(stream);
        const from = mailFrom === false ? "" : mailFrom.address;
        received.push(readMail(raw, { from, to: rcptTo.map(({ address }) => address) }));
        const answered = held;
        held = null;
        await answered;
        done();
      };
      void keep();
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  // An open server on TCP has an address and a port.
  const { port: taken } = server.server.address() as AddressInfo;
  const opened: MailServer = {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    received,
    passwords,
    answer: null,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    untilReceived: (count) =>
      until(() => Promise.resolve(received.length >= count), `${count} mails are received`),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  return opened;
}

function readMail(raw: string, { from, to }: Pick<ReceivedMail, "from" | "to">): ReceivedMail {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, " ")
      .split("\r\n")
      .map((line) => {
        const [name = "", value = ""] = line.split(/:\s*(.*)/s);
        return [name.toLowerCase(), value] as const;
      }),
  );
  const encoding = headers.get("content-transfer-encoding");
  const body = rest.join("\r\n\r\n");
  const bytes = encoding === "base64" ? Buffer.from(body, "base64") : fromQuoted(body);
  return {
    from,
    to,
    header: (name) => {
      const value = headers.get(name);
      return value === undefined ? null : decodeWords(value);
    },
    text: bytes.toString("utf8").replaceAll("\r\n", "\n"),
  };
}

/** Encoded words of RFC 2047. */
function decodeWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : fromQuoted(word.replaceAll("_", " ")).toString("utf8"),
    );
}

function fromQuoted(word: string): Buffer {
  const joined = word.replaceAll(/=\r\n/g, "");
  const bytes: number[] = [];
  for (let at = 0; at < joined.length; at += 1) {
    if (joined[at] === "=") {
      bytes.push(Number.parseInt(joined.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(...Buffer.from(joined[at] ?? "", "utf8"));
  }
  return Buffer.from(bytes);
}
