/** The upper bound of a node:http server: the answer exists before the request. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { listen, type ContenderSetup } from "./contender-setup.js";

export async function serveConstant({ answer }: ContenderSetup): Promise<string> {
  const buffer = await readFile(answer);
  return listen(
    createServer((request, response) => {
      request.resume();
      request.on("end", () =>
        response
          .writeHead(200, { "content-type": "application/json", "content-length": buffer.length })
          .end(buffer),
      );
    }),
  );
}
