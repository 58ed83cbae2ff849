import { describe, expect, it } from "vitest";
import { joinEvents } from "./eventFiles";

const named = (path: string, value: unknown) => ({ path, file: new Blob([JSON.stringify(value)]) });

const message = (message_id: number, role: string, text: string) =>
  named(`s/messages/message_${message_id}.json`, { message: { role, content: [{ text }] }, message_id });

const asked = message(0, "user", "Where is it?");
const answered = message(10, "assistant", "There.");
const more = message(9, "user", "Look twice.");

describe("files that each hold one event of a run", () => {
  it("are one list, in the order of their numbers and not of their names", async () => {
    const agent = named("s/agent.json", { agent_id: "a" });
    const [first, ...others] = await joinEvents([agent, asked, answered, more]);
    expect(first).toBe(agent);
    expect(others.map(({ path }) => path)).toEqual(["s/messages/message_*.json"]);
    const list: readonly { message_id: number }[] = JSON.parse((await others[0]?.file.text()) ?? "");
    expect(list.map(({ message_id }) => message_id)).toEqual([0, 9, 10]);
  });

  it("may have more behind the number", async () => {
    const event = (nth: string, source: string, content: string) =>
      named(`events/event-${nth}.json`, {
        id: nth,
        source,
        kind: "MessageEvent",
        llm_message: { role: source === "agent" ? "assistant" : "user", content: [{ type: "text", text: content }] },
      });
    const joined = await joinEvents([event("00000-ab", "user", "Where is it?"), event("00001-cd", "agent", "There.")]);
    expect(joined.map(({ path }) => path)).toEqual(["events/event-*.json"]);
  });

  it.each([
    ["runs", [1, 2].map((nth) => named(`run_${nth}.json`, { question: "Where is it?", response: `There ${nth}.` }))],
    ["of no form", [1, 2].map((nth) => named(`x_${nth}.json`, { nth }))],
    ["of two folders", [asked, { ...answered, path: "t/messages/message_1.json" }]],
    ["no JSON", [1, 2].map((nth) => ({ path: `x_${nth}.json`, file: new Blob(["words"]) }))],
    ["one alone", [asked]],
  ])("are left as they are where they are %s", async (_, files) => {
    expect(await joinEvents(files)).toEqual(files);
  });
});
