/**
 * Where a subgraph that a department runs itself may be. Its URL is a stranger's word: it must not lead the gateway to the machine that it
 * runs on, to its neighbours on the link, or to a cloud's metadata. What counts is the address that is connected to, whatever its name meant
 * a moment ago.
 */
import { lookup as resolve, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";
import { HubError } from "#schema/errors.js";

export interface Networks {
  /** Throws SUBGRAPH_URL_REFUSED, whose words hold no address. What a name stands for is looked at when it is connected to. */
  readonly assertUrl: (url: string) => void;
  /** Connects to allowed addresses only; any other fails with SUBGRAPH_URL_REFUSED. */
  readonly connect: buildConnector.connector;
  /** Finds allowed addresses only, for what connects by other means; a literal address is not looked up. */
  readonly lookup: LookupFunction;
}

type Address = ReturnType<typeof ipaddr.process>;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** Services by which clouds tell a machine its own secrets (Alibaba, Tencent and others; Azure; Amazon over IPv6). No setting allows them. */
const METADATA = ["169.254.169.254/32", "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::254/128"].map((network) => ipaddr.parseCIDR(network));
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** `setting`: networks joined by commas, such as `10.0.0.0/8,fd00::/8`; empty for public addresses and private networks. Throws SETTING_INVALID. */
export function createNetworks(setting: string): Networks {
  const listed = setting.split(",").map((text) => text.trim()).filter(Boolean).map(readNetwork);
  const isListed = listed.length === 0 ? isPublicOrPrivate : (address: Address): boolean => listed.some((network) => isIn(address, network));
  const isAllowed = (text: string): boolean => {
    // An address with a zone is one of this machine's links.
    if (!ipaddr.isValid(text) || text.includes("%")) return false;
    const address = ipaddr.process(text);
    return isListed(address) && !METADATA.some((network) => isIn(address, network));
  };
  const lookup = createLookup(isAllowed);
  const connect = buildConnector({ allowH2: false, timeout: CONNECT_MS, lookup });
  return {
    lookup,
    assertUrl: (url) => {
      const { protocol, username, password, hostname } = URL.canParse(url) ? new URL(url) : NO_URL;
      if (protocol !== "http:" && protocol !== "https:") throw refused("须为 http 或 https 地址", "it must be an http or https URL");
      if (username !== "" || password !== "") throw refused("不得含用户名或密码", "it must not hold a user name or password");
      // The other spellings of an address (0x7f.1, 2130706433) are read by URL as what they are.
      if (isIP(bare(hostname)) !== 0 && !isAllowed(bare(hostname))) throw outside();
    },
    connect: (options, callback) => {
      // A literal address is not looked up.
      if (isIP(bare(options.hostname)) !== 0 && !isAllowed(bare(options.hostname))) callback(outside(), null);
      else connect(options, callback);
    },
  };
}

const CONNECT_MS = 5_000;
const NO_URL = { protocol: "", username: "", password: "", hostname: "" };

function readNetwork(text: string): Network {
  if (!ipaddr.isValidCIDR(text)) throw new HubError("SETTING_INVALID", { name: "SUBGRAPH_NETWORKS", reason: "应为网段，如 10.0.0.0/8 / networks such as 10.0.0.0/8" });
  return ipaddr.parseCIDR(text);
}

function isIn(address: Address, network: Network): boolean {
  return address.kind() === network[0].kind() && address.match(network);
}

function isPublicOrPrivate(address: Address): boolean {
  const range = address.range();
  if (range === "private" || range === "uniqueLocal") return true;
  return range === "unicast" && (address.kind() === "ipv4" || isIn(address, GLOBAL_IPV6));
}

/** One question at a time for each name: a name server that never answers holds one of the process's few threads for this, not all of them. */
function createLookup(isAllowed: (address: string) => boolean): LookupFunction {
  const waiting = new Map<string, Answered[]>();
  return (name, { all = false }, callback) => {
    const answered: Answered = (error, addresses) => {
      const allowed = error !== null ? [] : addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) callback(error ?? outside(), "");
      else if (all) callback(null, allowed);
      else callback(null, first.address, first.family);
    };
    const others = waiting.get(name);
    if (others) {
      others.push(answered);
      return;
    }
    const askers = [answered];
    waiting.set(name, askers);
    resolve(name, { all: true }, (error, addresses) => {
      waiting.delete(name);
      for (const tell of askers) tell(error, addresses);
    });
  };
}

type Answered = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

function outside(): HubError {
  return refused("不在允许的网段内", "it is outside the allowed networks");
}

function refused(reason: string, reasonEn: string): HubError {
  return new HubError("SUBGRAPH_URL_REFUSED", { reason, reasonEn });
}
