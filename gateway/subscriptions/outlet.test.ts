import { mock, type Mock } from "node:test";
import { expect, test } from "@jest/globals";
import { createMessage } from "./message.js";
import { createOutlet, type Outlet } from "./outlet.js";
import { createWaitingBytes } from "./waiting-bytes.js";

const LIMITS = { messages: 3, bytes: 100, bytesOfClient: 150, patienceMs: 30_000 };
const message = (text: string): ReturnType<typeof createMessage> => createMessage(Buffer.from(text), text);

function open(waiting = createWaitingBytes()("somebody")): {
  readonly outlet: Outlet;
  readonly cut: Mock<() => void>;
  readonly left: Mock<() => void>;
} {
  const [cut, left] = [mock.fn(() => undefined), mock.fn(() => undefined)];
  return {
    outlet: createOutlet({
      limits: LIMITS,
      bucket: null,
      waiting,
      check: null,
      onLeave: left,
      onRoom: () => undefined,
      cut,
    }),
    cut,
    left,
  };
}

test("one that has missed something and takes nothing more at all is cut off, after a while; one that takes the rest in time is not", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const [gone, slow, whole] = [open(), open(), open()];
    for (const text of ["1", "2", "3", "4"])
      for (const { outlet } of [gone, slow]) outlet.offer(message(text));
    for (const text of ["1", "2", "3"]) whole.outlet.offer(message(text));
    for (let at = 0; at < 3; at += 1) await slow.outlet.next();
    await expect(slow.outlet.next()).rejects.toMatchObject({
      errors: [{ extensions: { code: "SUBSCRIPTION_SLOW", details: { missed: 1, after: "3" } } }],
    });
    mock.timers.tick(29_999);
    expect(gone.cut.mock.callCount()).toBe(0);
    mock.timers.tick(1);
    expect([gone.cut, slow.cut, whole.cut].map((cut) => cut.mock.callCount())).toEqual([1, 0, 0]);
  } finally {
    mock.timers.reset();
  }
});

test("there is room until half of the messages or half of the bytes wait: who is told of a stream's past is not told faster than it takes it", async () => {
  const [few, large] = [open().outlet, open().outlet];
  few.offer(message("1"));
  large.offer(message("x".repeat(50)));
  expect([few.hasRoom(), large.hasRoom()]).toEqual([true, false]);
  few.offer(message("2"));
  await large.next();
  expect([few.hasRoom(), large.hasRoom()]).toEqual([false, true]);
});

test("what waits is bounded in bytes as well", async () => {
  const { outlet, left } = open();
  outlet.offer(message("x".repeat(60)));
  outlet.offer(message("y".repeat(60)));
  expect(await outlet.next()).toMatchObject({ done: false });
  await expect(outlet.next()).rejects.toMatchObject({ errors: [{ extensions: { details: { missed: 1 } } }] });
  expect(left.mock.callCount()).toBe(1);
});

test("what waits for one client is bounded over all that it has subscribed to, and another's is its own", async () => {
  const waitingOf = createWaitingBytes();
  const [first, second, other] = [open(waitingOf("a")), open(waitingOf("a")), open(waitingOf("b"))];
  for (const { outlet } of [first, second, other]) outlet.offer(message("x".repeat(90)));
  expect([first, second, other].map(({ outlet }) => outlet.hasRoom())).toEqual([false, false, false]);
  await expect(second.outlet.next()).rejects.toMatchObject({
    errors: [{ extensions: { details: { missed: 1 } } }],
  });
  expect(await other.outlet.next()).toMatchObject({ done: false });
  await first.outlet.return();
  expect([waitingOf("a").bytes(), waitingOf("b").bytes()]).toEqual([0, 0]);
});
