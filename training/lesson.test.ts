import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Template } from "@huggingface/jinja";
import { Tokenizer } from "@huggingface/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
// Not of the engine's public face; here only to hold the two to one rule.
import { cutTiles } from "../src/engine/vision/tiles";
import { imageBox } from "../src/geometry";
import {
  COUNT_WORDINGS,
  classOf,
  FIND_WORDINGS,
  generateProblem,
  LETTERS,
  loadAtlas,
  nameOf,
  plural,
  SHAPE_KINDS,
  THING_KINDS,
} from "../src/gym";
import { crop } from "../src/pixels";
import { ROLES } from "./annotate";
import { encodeAnyPieces, encodePieces } from "./encode";
import { labelsOf } from "./labels";
import { dataMeta } from "./meta";
import { INPUT_SIZE, squared } from "./preprocess";
import { type ProblemRecord, recordOf } from "./record";
import { CHAT_TEMPLATE, IMAGE_TEXT, IMAGE_TOKEN_COUNT } from "./template";
import { tokenizerFiles } from "./tokenizer";

const files = tokenizerFiles() as Record<string, object>;
const tokenizer = new Tokenizer(files["tokenizer.json"]!, files["tokenizer_config.json"]!);
const idsOf = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false }).ids;
const textOf = (ids: readonly number[]): string => tokenizer.decode([...ids], { skip_special_tokens: false });
const expandImages = (text: string): string => text.replaceAll("<image>", IMAGE_TEXT);

const atlas = await loadAtlas();
const KINDS = [...SHAPE_KINDS, ...THING_KINDS];

interface Built {
  readonly record: ProblemRecord;
  readonly images: readonly Uint8Array[];
}
let records: Built[];
let dialogs: ProblemRecord["dialogs"];
beforeAll(() => {
  records = [];
  let first = 0;
  for (let i = 0; i < 100; i++) {
    records.push(recordOf(500 + i, first, atlas));
    first += records[i]!.images.length;
  }
  dialogs = records.flatMap(({ record }) => record.dialogs);
}, 60_000);

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);
/** The part of each token in its dialog. */
const rolesOf = ({ roles }: { roles: string }) => [...roles].map((digit) => ROLES[Number(digit)]!);

describe("the tokenizer", () => {
  const questions = KINDS.flatMap((kind) => [
    ...FIND_WORDINGS.map((say) => say(nameOf(kind))),
    ...COUNT_WORDINGS.map((say) => say(plural(kind))),
    `Where is the ${nameOf(kind)}?`,
  ]);

  it("spends one token on each word, number and sign of the gym", () => {
    for (const question of questions) {
      const pieces = question.match(/[a-zA-Z]+|[.?]/g);
      expect(idsOf(question)).toHaveLength(pieces!.length);
    }
    expect(idsOf("<think>find the red circle</think><act>zoom 7 8 100 26</act>")).toHaveLength(13);
    expect(idsOf('<act>box 1 2 3 40 "blue star"</act><answer>7</answer>')).toHaveLength(14);
    expect(idsOf("<act>box 1 2 3 4 in 2</act><answer>28</answer>")).toHaveLength(13);
  });

  it("gives back any text it is given", () => {
    for (const text of [...questions, "naïve Ωmega 漢字 🙂\n\ttabs  and  spaces", "User:Assistant:<act>", " "]) {
      expect(textOf(idsOf(text))).toBe(text);
    }
  });

  it("agrees with the quick encoder on every dialog", () => {
    for (const { ids } of dialogs) expect(idsOf(textOf(ids))).toEqual(ids);
  });

  it("is what is committed, in both places", () => {
    for (const folder of ["tokenizer", "../public/models/gym"]) {
      for (const [name, content] of Object.entries(files)) {
        expect(JSON.parse(readFileSync(join(import.meta.dirname, folder, name), "utf8"))).toEqual(content);
      }
    }
    expect(JSON.parse(readFileSync(join(import.meta.dirname, "data-meta.json"), "utf8"))).toEqual(dataMeta());
  });

  it("keeps the vocabulary small and the numbers in order", () => {
    const { vocab_size, number_ids } = dataMeta();
    expect(vocab_size).toBeLessThanOrEqual(900);
    expect(number_ids.map((id) => textOf([id]))).toEqual(Array.from({ length: 101 }, (_, i) => ` ${i}`));
  });
});

describe("the chat template", () => {
  const image = { type: "image" };
  const text = (words: string) => ({ type: "text", text: words });
  const render = (messages: object[], add_generation_prompt = false) =>
    expandImages(new Template(CHAT_TEMPLATE).render({ messages, add_generation_prompt }));

  it("writes the conversation that the model was trained on", () => {
    const dialog = dialogs.find(({ kind }) => kind === "find")!;
    const said = textOf(dialog.ids);
    const [, question] = said.match(/around_image>([^<]+)<end_of_utterance>/)!;
    const [look, read] = [...said.matchAll(/Assistant:(.*?)<end_of_utterance>/gs)].map(([, words]) => words!);
    const messages = [
      { role: "user", content: [image, text(question!)] },
      { role: "assistant", content: [text(look!)] },
      { role: "user", content: [image] },
      { role: "assistant", content: read! },
    ];
    expect(render(messages)).toBe(`${said}\n`);
    const prompt = render(messages.slice(0, 3), true);
    expect(said.startsWith(prompt)).toBe(true);
    expect(dialog.ids.slice(0, idsOf(prompt).length)).toEqual(idsOf(prompt));
  });

  it("writes a refused look as it was trained on, as parts or as plain text", () => {
    const refused = dialogs.find(({ kind }) => kind === "find-refused")!;
    expect(textOf(refused.ids)).toContain("\nUser: refused<end_of_utterance>\nAssistant:<think>a guess</think>");
    for (const content of ["refused", [text("refused")]]) {
      expect(render([{ role: "user", content }])).toBe("<|im_start|>User: refused<end_of_utterance>\n");
    }
  });
});

describe("an image", () => {
  it("is squared as the engine will square it", () => {
    const [picture] = generateProblem({ family: "find", seed: 3, difficulty: 2 }, atlas).pictures;
    for (const [width, height] of [
      [72, 72],
      [90, 67],
      [61, 99],
      [50, 120],
      [384, 384],
      [200, 3],
    ] as const) {
      const part = crop(picture!, imageBox(0, 0, width, height));
      const rules = { tileSize: INPUT_SIZE, longestEdge: INPUT_SIZE, splits: false };
      expect(squared(part)).toEqual(cutTiles(part, rules)[0]);
    }
  });
});

describe("a record", () => {
  it("is the same for the same seed", () => {
    expect(recordOf(500, 0, atlas)).toEqual(records[0]);
  });

  it("has an image for every image that it names, and for every run of image tokens", () => {
    for (const { record, images } of records) {
      for (const bytes of images) expect(bytes).toHaveLength(INPUT_SIZE * INPUT_SIZE * 3);
      const first = record.pictures[0]!.image;
      const named = [...record.pictures, ...record.crops].map(({ image }) => image - first);
      expect(named).toEqual(images.map((_, i) => i));
      for (const { ids, images: shown } of record.dialogs) {
        expect(textOf(ids).split(IMAGE_TEXT)).toHaveLength(shown.length + 1);
        for (const image of shown) expect(named).toContain(image - first);
      }
    }
  });

  it("has dialogs of every family, on their own and begun by others", () => {
    const kinds = new Set(dialogs.map(({ kind }) => kind));
    for (const family of ["find", "count", "maze", "measure", "track", "geometry", "chart"] as const) {
      expect([...kinds]).toContain(family);
      expect([...kinds]).toContain(`${family}-given`);
      expect([...kinds]).toContain(`${family}-wrong`);
    }
  });

  it("teaches the assistant's words, but no first move that was given", () => {
    for (const dialog of dialogs.filter(({ kind }) => kind !== "drill")) {
      const learnt = textOf(dialog.ids.filter((_, i) => rolesOf(dialog)[i] !== "none"));
      const said = [...textOf(dialog.ids).matchAll(/Assistant:(.*?<end_of_utterance>)/gs)].map(([, words]) => words!);
      const all = said.join("");
      const isHelped = /-(given|wrong)$/.test(dialog.kind);
      const ways = isHelped
        ? [all.replace(/<act>.*?<\/act><end_of_utterance>/, ""), all.replace(/<act>.*?<\/act>/, "")]
        : [all];
      expect(ways).toContain(learnt);
    }
  });

  it("teaches in a drill what follows from the actions, and shows no picture", () => {
    const drills = dialogs.filter(({ kind }) => kind === "drill");
    expect(drills.length).toBeGreaterThan(0);
    for (const dialog of drills) {
      const learnt = textOf(dialog.ids.filter((_, i) => rolesOf(dialog)[i] !== "none"));
      expect(learnt).toMatch(
        /^(<think>((the bar \d+, the stick|the arrow to minute|from) \d+[^<]*|the end)<\/think>|<act>zoom )/,
      );
      expect(dialog.images).toEqual([]);
      expect(dialog.guides).toEqual([]);
    }
  });

  it("looks at a path's end in a drill unless that was looked at", () => {
    const seen = { the: 0, zoom: 0 };
    for (const { kind, ids } of dialogs) {
      const drilled = textOf(ids).match(
        /(zoom .*?)?<think>follow.*line ([\d ]+)<\/act><(?:think|act)>(the|zoom)([\d ]*)/s,
      );
      if (kind !== "drill" || !drilled) continue;
      const [, looked, line, next, zoomed] = drilled;
      const [x1, y1, x2, y2] = numbersIn((next === "zoom" ? zoomed : looked)!);
      const [x, y] = numbersIn(line!).slice(-2);
      expect(Math.abs((x1! + x2!) / 2 - x!)).toBeLessThan(4);
      expect(Math.abs((y1! + y2!) / 2 - y!)).toBeLessThan(4);
      seen[next as "the" | "zoom"]++;
    }
    expect(seen.the).toBeGreaterThan(10);
    expect(seen.zoom).toBeGreaterThan(seen.the);
  });

  it("gives every number of an action a place to look for it, in the picture that the action names", () => {
    for (const dialog of dialogs.filter(({ kind }) => kind !== "drill")) {
      const roles = rolesOf(dialog);
      const pairs = Array.from({ length: dialog.guides.length / 2 }, (_, i) => dialog.guides.slice(2 * i, 2 * i + 2));
      const guided = new Map(pairs.map(([from, to]) => [from! + 1, to!]));
      dialog.ids.forEach((id, i) => {
        if (roles[i] !== "coordinate") return;
        const to = guided.get(i);
        expect(to).toBeDefined();
        expect(textOf([dialog.ids[to!]!])).toBe("<image>");
        expect(to!).toBeLessThan(i);
        expect(textOf([id])).toMatch(/^ \d+$/);
      });
      for (const to of guided.values()) {
        expect(to === 0 || textOf([dialog.ids[to]!]) === "<image>").toBe(true);
      }
    }
  });

  it("looks for a box in the sixteenth of the picture where its middle is", () => {
    for (const { ids, guides } of dialogs.filter(({ kind }) => kind === "refer")) {
      const [x1, y1, x2, y2] = textOf(ids)
        .match(/box (\d+) (\d+) (\d+) (\d+)/)!
        .slice(1)
        .map(Number) as [number, number, number, number];
      const cell = Math.min(3, Math.floor((y1 + y2) / 50)) * 4 + Math.min(3, Math.floor((x1 + x2) / 50));
      const firstImageToken = ids.indexOf(idsOf("<image>")[0]!);
      expect(guides[1]! - firstImageToken).toBe(cell);
      expect(cell).toBeLessThan(IMAGE_TOKEN_COUNT);
    }
  });

  it("tells of each crop what its dialog says of it", () => {
    let seen = 0;
    for (const { record } of records) {
      const cropOf = (image: number) => record.crops.find((candidate) => candidate.image === image)!;
      for (const { kind, ids, images } of record.dialogs) {
        const said = textOf(ids);
        const letter = said.match(/<answer>([A-Z])<\/answer>/)?.[1];
        const last = cropOf(images.at(-1)!);
        if (!/^(find|maze)(-closer)?(-given|-wrong)?$/.test(kind)) continue;
        seen++;
        expect(LETTERS[last.letter - 1]).toBe(letter);
        const wrong = /^find.*-wrong$/.test(kind) && cropOf(images[1]!);
        if (wrong && wrong.name > 0) expect(said).toContain(`${nameOf(KINDS[wrong.name - 1]!)}, not the `);
      }
      if (record.family !== "chart") continue;
      for (const { kind, ids, images } of record.dialogs.filter(({ kind }) => kind === "chart")) {
        expect(textOf(ids)).toContain(`<answer>${cropOf(images[1]!).figure - 1}</answer>`);
        expect(kind).toBe("chart");
      }
    }
    expect(seen).toBeGreaterThan(50);
  });

  it("marks at least one patch of each object, and no object where there is none", () => {
    for (let seed = 0; seed < 40; seed++) {
      const { layout } = generateProblem({ family: "find", seed, difficulty: 5 }, atlas);
      if (layout.kind !== "scene") throw new Error("A find is asked about a scene");
      const patches = labelsOf(layout)[0]!.patches;
      expect(new Set(patches.filter((patch) => patch > 0))).toEqual(new Set(layout.objects.map(classOf)));
    }
  });

  it("refuses to spell out a word that the tokenizer has no token for", () => {
    expect(() => encodePieces("hippopotamus")).toThrow("Not one token");
    expect(encodeAnyPieces("find a hippopotamus")).toHaveLength(2 + " hippopotamus".length);
  });
});
