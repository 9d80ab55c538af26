/** Whether a browser runs on the machine of the hub: what is tried there alone is nobody else's. */
import type { IncomingMessage } from "node:http";

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;
const LOCAL_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;
/** Whoever passes on what others ask says so by one of these. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** By address and name: another name could be that of a page elsewhere, which leads here (DNS rebinding). */
export function isOfThisMachine({ socket, headers }: Pick<IncomingMessage, "socket" | "headers">): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? "") &&
    LOCAL_NAME.test(headers.host ?? "") &&
    PASSED_ON.every((name) => headers[name] === undefined)
  );
}
