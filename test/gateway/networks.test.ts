import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import type { ErrorCode } from "#schema/errors.js";
import { createNetworks, WEBHOOKS, type Networks } from "../../gateway/subgraphs/networks.js";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : error);
function refusalOf(networks: Networks, url: string): unknown {
  try {
    networks.assertUrl(url);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}
const REFUSED: ErrorCode = "SUBGRAPH_URL_REFUSED";

describe("a subgraph's URL is refused", () => {
  const networks = createNetworks("");
  test.each([
    "ftp://10.0.0.1/",
    "file:///etc/passwd",
    "no url",
    "",
    "javascript:1",
    "http://user@10.0.0.1/",
    "http://:secret@10.0.0.1/",
    "https://user:secret@example.gov.cn/",
    "http://127.0.0.1/",
    "http://127.255.255.254/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://0.0.0.0/",
    "http://0/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[ff02::1]/",
    "http://[fec0::1]/",
    "http://[fd00:ec2::254]/",
    "http://[2001:db8::1]/",
  ])("%s", (url) => {
    expect(refusalOf(networks, url)).toBe(REFUSED);
  });
});

test.each([
  "http://10.1.2.3/graphql",
  "https://172.16.0.1/",
  "http://192.168.1.1:8080/",
  "http://[fd12::1]/",
  "http://59.110.1.1/",
  "http://[2400:3200::1]/",
  "https://transport.bjmy.gov.cn/graphql",
  "http://[::ffff:10.0.0.1]/",
])("%s is where a department may be", (url) => {
  expect(refusalOf(createNetworks(""), url)).toBeNull();
});

test("a setting names the only networks, of either kind, and no setting allows a cloud's metadata", () => {
  const networks = createNetworks("10.20.0.0/16, fd20::/16,127.0.0.0/8,169.254.0.0/16");
  expect(
    [
      "http://10.20.255.1/",
      "http://[fd20::1]/",
      "http://127.0.0.1:4001/",
      "http://169.254.1.1/",
      "http://[::ffff:10.20.0.1]/",
    ].map((url) => refusalOf(networks, url)),
  ).toEqual([null, null, null, null, null]);
  expect(
    ["http://10.21.0.1/", "http://[fd21::1]/", "http://59.110.1.1/", "http://169.254.169.254/"].map((url) =>
      refusalOf(networks, url),
    ),
  ).toEqual([REFUSED, REFUSED, REFUSED, REFUSED]);
});

test("a webhook, which anybody may name, is at a public address over TLS, unless a setting names networks", () => {
  const urls = [
    "https://59.110.1.1/",
    "https://[2400:3200::1]/",
    "https://example.com/hook",
    "http://59.110.1.1/",
    "https://10.1.2.3/",
    "https://[fd12::1]/",
    "https://127.0.0.1/",
    "https://169.254.169.254/",
  ];
  const refused = "WEBHOOK_URL_REFUSED" satisfies ErrorCode;
  expect(urls.map((url) => refusalOf(createNetworks("", WEBHOOKS), url))).toEqual([
    null,
    null,
    null,
    refused,
    refused,
    refused,
    refused,
    refused,
  ]);
  expect(
    ["http://127.0.0.1/", "https://10.1.2.3/"].map((url) =>
      refusalOf(createNetworks("127.0.0.0/8", WEBHOOKS), url),
    ),
  ).toEqual([null, refused]);
  expect(() => createNetworks("127.0.0.1", WEBHOOKS)).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ name: "WEBHOOK_NETWORKS" }) }),
  );
});

test.each(["10.0.0.0", "10.0.0.0/33", "localhost/8", "::/129", "a,b"])(
  "a setting of %j is refused at the start",
  (setting) => {
    expect(() => createNetworks(setting)).toThrow(expect.objectContaining({ code: "SETTING_INVALID" }));
  },
);

describe("what is connected to is what is checked", () => {
  async function connect(
    networks: Networks,
    hostname: string,
  ): Promise<{ readonly outcome: unknown; readonly connections: number }> {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo; // it listens on a port
    const outcome = await new Promise((resolve) => {
      networks.connect(
        { hostname, host: `${hostname}:${port}`, protocol: "http:", port: String(port) },
        (error, socket) => {
          socket?.destroy();
          resolve(error ? codeOf(error) : "CONNECTED");
        },
      );
    });
    server.close();
    await once(server, "close");
    return { outcome, connections };
  }

  test.each(["127.0.0.1", "localhost"])(
    "%s is not connected to, although its name may be in a URL",
    async (hostname) => {
      expect(await connect(createNetworks(""), hostname)).toEqual({ outcome: REFUSED, connections: 0 });
    },
  );

  test("a name is connected to at an address that is allowed", async () => {
    expect(await connect(createNetworks("127.0.0.0/8"), "localhost")).toEqual({
      outcome: "CONNECTED",
      connections: 1,
    });
  });

  test("many who ask for one name at once are each told", async () => {
    const networks = createNetworks("");
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => connect(networks, "localhost")));
    expect(outcomes).toEqual(Array.from({ length: 20 }, () => ({ outcome: REFUSED, connections: 0 })));
  });
});
