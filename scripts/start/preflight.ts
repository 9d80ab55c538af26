/**
 * Checks the hub's needs of its machine before any work: a fault that would appear at the end of a long start
 * is thrown here, with its sentence.
 */
import { assertFree } from "../../gateway/adapters/http/listen.js";
import { openDatabase } from "../../services/kit/store/open/database.js";
import { assertWritable } from "./data-directory.js";
import { refuseUnknownViews } from "./refuse-unknown-views.js";
import type { Settings } from "./settings.js";

/**
 * Throws SETTING_INVALID, PORT_TAKEN, ADDRESS_UNUSABLE, DATA_UNWRITABLE, DATABASE_REFUSED or
 * DATABASE_UNUSABLE.
 */
export async function preflight(settings: Settings): Promise<void> {
  const { host, port, dataDirectory, databaseUrl } = settings;
  refuseUnknownViews(settings);
  await assertFree({ host, port });
  if (databaseUrl === null) return assertWritable(dataDirectory);
  const database = await openDatabase({ url: databaseUrl, directory: dataDirectory });
  await database.close();
}
