/** One attempt to hand a mail to the operator's server, and what came of it in words of ours. */
import type { MailSettings } from "#kit/hub";

const TIMEOUT_MS = 10_000;

export interface Letter {
  /** The same in each attempt: by it a receiver knows a repetition. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Attempt {
  /** `SENT`; the server's code for this mail; or why it was not reached or does not take any. */
  readonly outcome: string;
  /** It will not take this mail however often it is tried. */
  readonly isFinal: boolean;
  /** The server, not the mail, is at fault: others need not be tried now. */
  readonly isOutage: boolean;
}

export interface Smtp {
  readonly send: (letter: Letter) => Promise<Attempt>;
}

/** A password goes over TLS alone, with a certificate that is checked. */
export function openSmtp({ url, from }: MailSettings): Smtp {
  const { username } = new URL(url);
  // Loaded where mails are sent alone.
  const opening = import("nodemailer").then(({ createTransport }) =>
    createTransport({
      url,
      requireTLS: username !== "",
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
  const domain = from.slice(from.indexOf("@") + 1);
  return {
    send: async ({ id, to, subject, text }) => {
      const transport = await opening;
      try {
        await transport.sendMail({
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          from: { name: "通查", address: from },
          to: { name: "", address: to },
          envelope: { from, to: [to] },
          // RFC 3834: no automatic answer is wanted.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { outcome: "SENT", isFinal: true, isOutage: false };
      } catch (error) {
        return attemptOf(error);
      }
    },
  };
}

/** Texts of the server are not told: they may say what a password is. */
function attemptOf(error: unknown): Attempt {
  const code = fieldOf(error, "code");
  const answer = fieldOf(error, "responseCode");
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  if (isOfMail && typeof answer === "number")
    return { outcome: String(answer), isFinal: answer >= 500, isOutage: false };
  return {
    outcome: reasonOf(String(code), String(fieldOf(error, "originalCode"))),
    isFinal: false,
    isOutage: true,
  };
}

/** `original`: of the socket or of TLS. */
function reasonOf(code: string, original: string): string {
  if (code === "ETIMEDOUT") return "TIMEOUT";
  if (code === "EAUTH") return "SIGN_IN_REFUSED";
  return code === "ETLS" || TLS_FAULT.test(original) ? "TLS_REFUSED" : "UNREACHABLE";
}

const TLS_FAULT = /CERT|^ERR_(?:SSL|TLS)|^UNABLE_TO/;

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
