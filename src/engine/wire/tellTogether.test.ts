import { expect, it } from "vitest";
import { breathe } from "../../base";
import { tellTogether } from "./tellTogether";

/** Events with waits between them, by a clock that only those move. */
async function told(events: readonly (number | { readonly wait: number } | "turn")[]) {
  const messages: (readonly number[])[] = [];
  /** What had been told when each event's reader asked for the next. */
  const seen: number[] = [];
  let time = 0;
  async function* said(): AsyncGenerator<number> {
    for (const event of events) {
      if (event === "turn") await breathe();
      else if (typeof event === "number") yield event;
      else time += event.wait;
      seen.push(messages.flat().length);
    }
  }
  await tellTogether(
    said(),
    (message) => messages.push(message),
    () => time,
  );
  return { messages, seen };
}

it("tells what comes quickly in one message, all but the first", async () => {
  expect((await told([1, 2, 3, 4])).messages).toEqual([[1], [2, 3, 4]]);
});

it("tells what comes late at once, before whatever is computed next", async () => {
  const { messages, seen } = await told([1, { wait: 5 }, 2, { wait: 3 }, 3, { wait: 3 }, 4]);
  expect(messages).toEqual([[1], [2], [3, 4]]);
  expect(seen).toEqual([1, 1, 2, 2, 2, 2, 4]);
});

it("tells what waits when the thread has a turn", async () => {
  const { messages, seen } = await told([1, 2, 3, "turn", 4]);
  expect(messages).toEqual([[1], [2, 3], [4]]);
  expect(seen[3]).toBe(3);
});

it("tells what came before a failure, and fails", async () => {
  const messages: (readonly number[])[] = [];
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    yield 2;
    throw new Error("broken");
  }
  await expect(tellTogether(failing(), (message) => messages.push(message))).rejects.toThrow("broken");
  expect(messages.flat()).toEqual([1, 2]);
});
