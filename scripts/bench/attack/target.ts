/**
 * The target as an attacker reaches it: from an address of its own (of 127.0.0.0/8), with every header and
 * byte under control, and without any token but those that it is given.
 */
import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";

export interface Reply {
  readonly status: number;
  /** Status, headers and body, as they came. */
  readonly text: string;
}

export interface Target {
  readonly url: URL;
  /** The address that it asks from. */
  readonly address: string;
  /** Token of a clerk of the market regulator, who may hand in files. */
  readonly clerk: string;
  readonly ask: (body: string | object, headers?: Readonly<Record<string, string>>) => Promise<string>;
  /** Resolves with how it ended, see `Attack.ends`. */
  readonly send: (asked: Asked) => Promise<string>;
  /** Any bytes on a connection, until the server closes it. */
  readonly sendRaw: (bytes: string | Buffer) => Promise<string>;
  readonly connect: () => Promise<Socket>;
  readonly close: () => void;
}

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The client goes away after so many milliseconds. */
  readonly givenUpMs?: number;
}

export interface TargetOptions {
  readonly url: string;
  readonly address: string;
  readonly clerk: string;
  /** Is told all that comes back. */
  readonly onReply?: (text: string) => void;
}

export function openTarget({ url, address, clerk, onReply = () => undefined }: TargetOptions): Target {
  const origin = new URL(url);
  const agent = new Agent({ keepAlive: true, localAddress: address });
  const place = { host: origin.hostname, port: Number(origin.port), localAddress: address };

  const send = async (asked: Asked): Promise<string> => {
    try {
      const reply = await exchange(asked);
      onReply(reply.text);
      return asked.method === "HEAD" ? "answered" : endOf(reply);
    } catch (error) {
      return error instanceof Error && error.name === "AbortError" ? "given up" : "closed";
    }
  };
  const exchange = async ({
    method = "POST",
    path,
    headers = {},
    body,
    givenUpMs,
  }: Asked): Promise<Reply> => {
    const sent = request({
      ...place,
      agent,
      method,
      path,
      headers: { ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }), ...headers },
      ...(givenUpMs === undefined ? {} : { signal: AbortSignal.timeout(givenUpMs) }),
    });
    const answered = once(sent, "response");
    sent.end(body);
    const [response] = (await answered) as [IncomingMessage]; // Node's own event
    let text = `${response.statusCode ?? 0} ${response.rawHeaders.join(" ")}\n`;
    response.setEncoding("utf8");
    for await (const part of response) text += String(part);
    return { status: response.statusCode ?? 0, text };
  };

  const open = async (): Promise<Socket> => {
    const socket = connect(place);
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  };
  return {
    url: origin,
    address,
    clerk,
    send,
    ask: (body, headers) =>
      send({
        path: "/graphql",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(typeof body === "string" ? { query: body } : body),
      }),
    sendRaw: async (bytes) => {
      const socket = await open();
      let text = "";
      socket.setEncoding("utf8").on("data", (part) => {
        text += String(part);
      });
      socket.write(bytes);
      if (!socket.closed) await once(socket, "close");
      onReply(text);
      return endOf({ status: Number(text.slice(9, 12)), text });
    },
    connect: open,
    close: () => agent.destroy(),
  };
}

function endOf({ status, text }: Reply): string {
  // A file that was read is answered with what was found in it.
  if (text.includes('"findings":')) return "answered";
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1];
  if (code !== undefined) return code;
  if (status === 0) return "closed";
  return status < 400 ? "answered" : `status ${status}`;
}
