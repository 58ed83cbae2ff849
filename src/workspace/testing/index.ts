// Builders for tests of what a person can do: a real workspace over edges that keep and say nothing but what a test gives.
import { createStore } from "zustand/vanilla";
import { err, ok } from "../../base";
import { GYM_MODEL, type ModelCard } from "../../catalog";
import type { RunModel } from "../../runner";
import { countingClockAndIds, cropExecutor, picture } from "../../runner/testing";
import { logOf, type Trace, type TraceId } from "../../trace";
import { workspaceOver } from "../createWorkspace";
import { dialectOf } from "../models/cards";
import type { Ambient, Edges, Failure, OpenLog, OpenTrace, ReadyModel, SaveStatus } from "../ports";
import { FRESH_VIEW, type ViewState, type Workspace } from "../state";

/** What an edge says that a test did not give. */
export const NOT_GIVEN: Failure = { code: "not-given", message: "" };

/** Ids and times that count up, and chance that is always the same. */
export function countingAmbient(): Ambient {
  let traces = 0;
  return { ...countingClockAndIds(), nextTraceId: () => `t${++traces}` as TraceId, random: () => 0.5 };
}

type GivenEdges = { readonly [K in keyof Edges]?: Partial<Edges[K]> };

/** Edges that hold nothing, with what a test gives in their place, method by method. */
export const edgesWith = (given: GivenEdges = {}): Edges => ({
  models: {
    plan: async () => ok(null),
    load: async () => err(NOT_GIVEN),
    loadBeside: async () => err(NOT_GIVEN),
    unload: async () => {},
    kept: async () => [],
    discard: async () => {},
    onLost: () => () => {},
    cardForFolder: () => err(NOT_GIVEN),
    ...given.models,
  },
  servers: {
    presets: async () => [],
    list: async () => err(NOT_GIVEN),
    test: async () => err(NOT_GIVEN),
    choose: async () => err(NOT_GIVEN),
    bodyOf: async () => err(NOT_GIVEN),
    keyOf: async () => "none",
    forgetKey: async () => {},
    ...given.servers,
  },
  images: {
    add: async () => err(NOT_GIVEN),
    addPixels: async (_, name) => ({ ...picture, name }),
    bitmap: async () => null,
    tile: async () => null,
    alter: async () => err("not-given"),
    blacken: async () => null,
    retouch: async () => null,
    look: async () => null,
    thumbnail: async () => null,
    picture: async () => null,
    perform: cropExecutor.perform,
    recall: () => {},
    ...given.images,
  },
  tools: { call: async () => err("no-tool"), ...given.tools },
  films: {
    forms: async () => [],
    record: async () => err(NOT_GIVEN),
    ...given.films,
  },
  storage: {
    recent: async () => [],
    open: async () => err(NOT_GIVEN),
    read: async () => err(NOT_GIVEN),
    keep: async () => err(NOT_GIVEN),
    runs: async () => [],
    traceOfRun: async () => null,
    setThumbnail: async () => {},
    remove: async () => {},
    restore: async () => {},
    pack: async () => err(NOT_GIVEN),
    unpack: async () => err(NOT_GIVEN),
    saveStatus: createStore<SaveStatus>(() => ({ kind: "saving" })),
    flush: async () => {},
    setting: async () => null,
    setSetting: async () => {},
    ...given.storage,
  },
  logs: { open: async () => err(NOT_GIVEN), ...given.logs },
  page: {
    languages: ["en"],
    baseUrl: "https://sightline.test/",
    colourScheme: () => "light",
    askForFiles: async () => null,
    filesOfHandles: async () => null,
    saveFile: () => {},
    saveZip: async () => err(NOT_GIVEN),
    toggleFullScreen: async () => {},
    leaveFullScreen: () => {},
    playerScript: async () => "",
    loadLanguage: async () => {},
    ...given.page,
  },
  programs: { open: async () => err(NOT_GIVEN), ...given.programs },
  ambient: { ...countingAmbient(), ...given.ambient },
});

/** A log without runs that says nothing, with what a test gives in its place. */
export const openLogWith = (given: Partial<OpenLog> = {}): OpenLog => ({
  facts: { records: 0, rollouts: 0, unread: 0, systems: [], pictures: [] },
  samples: async () => [],
  recordSamples: async () => [],
  find: async () => 0,
  stopFinding: async () => {},
  rewardStatistics: async () => null,
  rows: async () => [],
  entries: async () => [],
  runsOf: async () => [],
  placeOf: async () => null,
  beside: async () => null,
  judge: async () => {},
  countJudgedBy: async () => 0,
  record: async () => null,
  pictureOf: async () => null,
  raw: async () => null,
  rawRows: async () => [],
  unread: async () => [],
  picture: async () => null,
  close() {},
  ...given,
});

/** A kept trace as storage opens it: writable, and its journal keeps nothing. */
export const openedTrace = (trace: Trace): OpenTrace => ({
  log: logOf(trace),
  place: null,
  journal: { commit() {}, undo() {}, redo() {}, place() {} },
  losses: [],
  writable: true,
  onChange: () => () => {},
  takeOver: async () => {},
  close() {},
});

/** A workspace with nothing open, over such edges. */
export const workspaceWith = (given: GivenEdges = {}, seen: Partial<ViewState> = {}): Workspace =>
  workspaceOver(edgesWith(given), {
    ...createStore<ViewState>(() => ({ ...FRESH_VIEW, ...seen })),
    flush: async () => {},
  });

/** A loaded model that goes on from words as `continue` does. */
export const modelThat = (card: ModelCard, goOn: RunModel["continue"]): ReadyModel => ({
  card,
  dialect: dialectOf(GYM_MODEL),
  run: { id: card.id, continue: goOn },
  facts: { backend: "wasm", threads: 1, contextLength: 1024, bytes: 0, weights: [], fallbackReason: "" },
  files: null,
  see: async () => err(NOT_GIVEN),
  render: async () => err(NOT_GIVEN),
  memory: async () => ({ kvBytes: 0, kvBudgetBytes: 0, visionBytes: 0, visionBudgetBytes: 0 }),
  forget: async () => {},
});

/** A model that says nothing and ends its turn. */
export const silentModel = (card: ModelCard): ReadyModel =>
  modelThat(card, async function* () {
    yield { kind: "end", reason: "stop-token" };
  });
