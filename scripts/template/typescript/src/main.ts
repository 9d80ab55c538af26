/** `npm start`. Settings: HOST, PORT, HUB_URL. */
import { NAME, startService } from "./service.js";

const { HOST = "127.0.0.1", PORT = "4101", HUB_URL = "http://127.0.0.1:4000" } = process.env;
const { url } = await startService({ host: HOST, port: Number(PORT), hubUrl: HUB_URL });
process.stdout.write(`${NAME}: ${url}\n`);
