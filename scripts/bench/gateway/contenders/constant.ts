/** What a server of node:http can do at most: the answer is there before the question. */
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
