import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { err, must, ok } from "../../base";
import type { Step } from "../../trace";
import { forked, stepId } from "../../trace/testing";
import type { ServerRequest } from "../ports";
import { workspaceWith } from "../testing";
import { type RequestForm, requestText } from "./requestText";

const STEP = forked.steps.get(stepId("a")) as Step;
/** Words that a shell, Python and JSON each take for something of their own. */
const HOSTILE = `it's "so" \\n $HOME \`id\`\nJSON\n\u2028 ${String.fromCharCode(0xd800)}`;

async function textAs(form: RequestForm, asked: ServerRequest[] = []): Promise<string> {
  const workspace = workspaceWith({
    servers: {
      bodyOf: async (request) => {
        asked.push(request);
        return ok({ model: "m", messages: [{ role: "user", content: HOSTILE }] });
      },
    },
  });
  return must(await requestText(workspace, forked, STEP, form));
}

describe("the request after a step", () => {
  it("is asked with the words of the line", async () => {
    const asked: ServerRequest[] = [];
    expect(JSON.parse(await textAs("messages", asked))).toEqual([{ role: "user", content: HOSTILE }]);
    expect(asked[0]?.request.turns.length).toBeGreaterThan(0);
  });

  it("gives curl the same JSON, whatever its words", async () => {
    const script = (await textAs("curl")).replace(/^curl [^\n]*\n[^\n]*-d @- /, "cat ");
    const { stdout } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual({ model: "m", messages: [{ role: "user", content: HOSTILE }] });
  });

  it("writes Python that JSON alone decides", async () => {
    const line = (await textAs("python")).split("\n").find((text) => text.startsWith("body = ")) ?? "";
    const literal = line.slice("body = json.loads(".length, -1);
    expect(JSON.parse(JSON.parse(literal))).toEqual({ model: "m", messages: [{ role: "user", content: HOSTILE }] });
  });

  it("says why a picture cannot be had", async () => {
    const failure = { code: "server-image-missing", message: "" };
    const workspace = workspaceWith({ servers: { bodyOf: async () => err(failure) } });
    expect(await requestText(workspace, forked, STEP, "curl")).toEqual(err(failure));
  });
});
