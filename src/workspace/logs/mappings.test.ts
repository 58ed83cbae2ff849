import { beforeEach, describe, expect, it } from "vitest";
import { must, ok } from "../../base";
import { EMPTY_MAPPING, type GivenFile, type LogMapping, parseMappingText, printMapping } from "../../opening";
import { looksLikeTrace, openGiven } from "../files/open";
import type { OpenLog } from "../ports";
import type { Workspace } from "../state";
import { openLogWith, workspaceWith } from "../testing";
import { askForMapping, mapListed, openMapped, saveMapping } from "./mappings";
import { keepMapping, keptMappings } from "./unknown";

const VALUE = { task: "How many?", said: "Four." };

const MAPPING: LogMapping = {
  ...EMPTY_MAPPING,
  name: "odd",
  fields: { ...EMPTY_MAPPING.fields, question: ["task"], words: ["said"] },
  shape: ["task", "said"],
};

/** What was taken for a question and its answer. */
const KNOWN = { question: "What?", response: "That.", said: "This." };

const file = (path: string, text: string): GivenFile => ({ path, file: new File([text], path) });
const ODD = file("odd.jsonl", JSON.stringify(VALUE));

/** A log of two runs and a value that nobody knows, or of such a value alone. */
const logOf = (records: number): OpenLog =>
  openLogWith({
    facts: { records, rollouts: 0, unread: 1, systems: [], pictures: [] },
    samples: async () => [VALUE],
    recordSamples: async () => [KNOWN],
    unread: async () => [{ place: "line 1", code: "unknown-form", excerpt: "" }],
  });

let settings: Map<string, unknown>;
let saved: { name: string; text: Promise<string> }[];
let asked: File | null;
let openedWith: (LogMapping | null | undefined)[];
let openedOver: (boolean | undefined)[];
let records: number;
let workspace: Workspace;

beforeEach(() => {
  settings = new Map();
  saved = [];
  asked = null;
  openedWith = [];
  openedOver = [];
  records = 0;
  workspace = workspaceWith({
    logs: {
      open: async (_, { mapping, over }) => {
        openedWith.push(mapping);
        openedOver.push(over);
        return ok(logOf(mapping ? 2 : records));
      },
    },
    storage: {
      setting: async (key) => settings.get(key),
      setSetting: async (key, value) => void settings.set(key, JSON.parse(JSON.stringify(value))),
    },
    page: {
      askForFiles: async () => (asked ? [asked] : null),
      saveFile: (blob, name) => void saved.push({ name, text: blob.text() }),
    },
  });
});

describe("a log whose name tells that it is no trace of ours", () => {
  const NAMES = ["jsonl", "ndjson", "ipynb", "parquet", "txt", "log", "out", "md", "tsv", "csv"];
  it.each([...NAMES, "xlsx", "eval", "tar", "tgz", "gz", "TSV"])("is read as a log by itself: .%s", async (ending) => {
    records = 2;
    expect(await openGiven(workspace, [file(`run.${ending}`, "question\tprediction\nHow many?\tFour.")])).toBeNull();
    expect(openedWith).toEqual([null]);
    expect(looksLikeTrace(new Blob([]), `run.${ending}`)).toBe(true);
    // Its ending is the name of a machine.
    expect(looksLikeTrace(new Blob([]), "events.out.tfevents.1700000000.host.1.0")).toBe(true);
  });
});

const unknown = () => workspace.logs.getState().unknown;

describe("a log that nobody knows", () => {
  it("waits for a person to say what its fields are, and is opened again as they say", async () => {
    expect(await openGiven(workspace, [ODD])).toMatchObject({ code: "nothing-understood" });
    expect(unknown()).toMatchObject({ name: "odd.jsonl", values: [VALUE], offered: [] });
    const waiting = unknown();
    expect(waiting && (await openMapped(workspace, waiting, MAPPING))).toBeNull();
    expect(openedWith).toEqual([null, MAPPING]);
    expect(workspace.view.getState()).toMatchObject({ dialog: null, leftTab: "runs" });
    expect(await keptMappings(workspace.edges.storage)).toEqual([MAPPING]);
  });

  it("is offered the mappings that were kept for its shape", async () => {
    await keepMapping(workspace.edges.storage, MAPPING);
    await keepMapping(workspace.edges.storage, { ...MAPPING, name: "other", shape: ["weather"] });
    await openGiven(workspace, [ODD]);
    expect(unknown()?.offered.map(({ name }) => name)).toEqual(["odd"]);
  });

  it("is opened at once with a mapping that came with it, or after it", async () => {
    const mapping = file("boats.mapping.json", printMapping(MAPPING));
    expect(await openGiven(workspace, [ODD, mapping])).toBeNull();
    expect(openedWith).toEqual([MAPPING]);
    await openGiven(workspace, [ODD]);
    expect(await openGiven(workspace, [mapping])).toBeNull();
    expect(openedWith).toEqual([MAPPING, null, MAPPING]);
  });

  it("may have been taken for what it is not: then a mapping reads all of it", async () => {
    records = 2;
    await openGiven(workspace, [ODD]);
    await mapListed(workspace, true);
    const waiting = unknown();
    expect(waiting).toMatchObject({ over: true, values: [KNOWN] });
    expect(waiting && (await openMapped(workspace, waiting, MAPPING))).toBeNull();
    expect(openedOver).toEqual([false, true]);
  });

  it("may be a part of one that is known", async () => {
    records = 2;
    await openGiven(workspace, [ODD]);
    expect(unknown()).toBeNull();
    await mapListed(workspace);
    expect(unknown()).toMatchObject({ files: [ODD], values: [VALUE] });
    expect(workspace.view.getState().dialog).toBe("mapping");
  });
});

describe("a mapping as a file", () => {
  it("is kept where no log waits for it, in place of one of its name", async () => {
    const text = (words: string): string => printMapping({ ...MAPPING, fields: { ...MAPPING.fields, words: [words] } });
    expect(await openGiven(workspace, [file("a.json", text("said"))])).toBeNull();
    expect(await openGiven(workspace, [file("b.json", text("spoken"))])).toBeNull();
    expect((await keptMappings(workspace.edges.storage)).map(({ fields }) => fields.words)).toEqual([["spoken"]]);
    expect(workspace.view.getState().notice?.news).toEqual({ kind: "mapping-kept", name: "odd" });
  });

  it("is what was saved", async () => {
    await saveMapping(workspace, { ...MAPPING, name: "My boats / 2" });
    expect(saved[0]?.name).toBe("My-boats-2.mapping.json");
    expect(must(parseMappingText((await saved[0]?.text) ?? ""))).toEqual({ ...MAPPING, name: "My boats / 2" });
  });

  it.each([
    ["{}", "not-a-mapping"],
    [printMapping({ ...MAPPING, version: 9 as 1 }), "newer-mapping"],
  ])("is refused with words where it is none", async (text, code) => {
    asked = new File([text], "other.json");
    expect(await askForMapping(workspace)).toMatchObject({ code });
  });

  it("is refused by the way of opening, too, where it says that it is one", async () => {
    const broken = file("broken.json", JSON.stringify({ ...MAPPING, records: "a[x]" }));
    expect(await openGiven(workspace, [broken])).toMatchObject({ code: "bad-path" });
  });

  it("is forgotten where the browser kept nonsense", async () => {
    settings.set("log-mappings", [{ a: 1 }, MAPPING, null]);
    expect(await keptMappings(workspace.edges.storage)).toEqual([MAPPING]);
  });
});
