/** What the sending of mail wants of its two settings: both, or none. */
import type * as v from "valibot";
import { HubError } from "#schema/errors.js";
import type { SCHEMA } from "./schema.js";

type MailSettings = Pick<Readonly<v.InferOutput<typeof SCHEMA>>, "smtpUrl" | "mailFrom">;

/** SETTING_INVALID for the one that is missing. */
export function refuseHalfMail({ smtpUrl, mailFrom }: MailSettings): readonly HubError[] {
  if ((smtpUrl === null) === (mailFrom === null)) return [];
  const [missing, given] = smtpUrl === null ? ["SMTP_URL", "MAIL_FROM"] : ["MAIL_FROM", "SMTP_URL"];
  return [
    new HubError("SETTING_INVALID", {
      name: missing,
      reason: `须与 ${given} 同时填写`,
      reasonEn: `given beside ${given}`,
    }),
  ];
}
