import { once } from "node:events";
import { createServer, get, type ClientRequest, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { HubError } from "#schema/errors.js";
import { until } from "../../test/until.js";
import { createDownloadPlaces, type DownloadPlaces } from "./places.js";

let server: Server;
const begun: ServerResponse[] = [];
beforeAll(async () => {
  server = createServer((_, answer) => void begun.push(answer)).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Asked {
  readonly answer: ServerResponse;
  readonly request: ClientRequest;
}

/** A real request, whose answer is not begun with. */
async function ask(): Promise<Asked> {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const count = begun.length;
  const request = get({ port: address.port, agent: false }).on("error", () => undefined);
  await until(() => begun.length > count);
  const answer = begun.at(-1);
  if (!answer) throw new Error("There is no answer");
  return { answer, request };
}

async function leave({ request, answer }: Asked): Promise<void> {
  const closed = once(answer, "close");
  request.destroy();
  await closed;
}

async function hold(places: DownloadPlaces, client: string): Promise<Asked> {
  const asked = await ask();
  places.hold(client, asked.answer);
  return asked;
}

const refusal = (places: DownloadPlaces, client: string): Promise<unknown> =>
  hold(places, client).then(
    () => null,
    (error: unknown) => (error instanceof HubError ? error.code : error),
  );

test("an address has three downloads at a time, whatever others have; one that ends makes room for one", async () => {
  const places = createDownloadPlaces();
  const [first] = [await hold(places, "a"), await hold(places, "a"), await hold(places, "a")];
  expect(await refusal(places, "a")).toBe("DOWNLOADS_TOO_MANY");
  expect(await refusal(places, "b")).toBeNull();
  await leave(first);
  expect(await refusal(places, "a")).toBeNull();
  expect(await refusal(places, "a")).toBe("DOWNLOADS_TOO_MANY");
});

test("all addresses together have so many that the process can serve them", async () => {
  const places = createDownloadPlaces();
  const held: Asked[] = [];
  for (let at = 0; at < 16; at += 1) held.push(await hold(places, `client ${at}`));
  expect(await refusal(places, "another")).toBe("DOWNLOADS_TOO_MANY");
  for (const one of held) await leave(one);
  expect(await refusal(places, "another")).toBeNull();
});

test("who goes before the download is begun with keeps no place", async () => {
  const places = createDownloadPlaces();
  for (let tries = 0; tries < 20; tries += 1) {
    const asked = await ask();
    await leave(asked);
    places.hold("a", asked.answer);
  }
  expect(await refusal(places, "a")).toBeNull();
});
