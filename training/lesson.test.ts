import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Template } from "@huggingface/jinja";
import { Tokenizer } from "@huggingface/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
// Not of the engine's public face; here only to hold the two to one rule.
import { cutTiles } from "../src/engine/vision/tiles";
import { imageBox } from "../src/geometry";
import { COUNT_WORDINGS, classOf, FIND_WORDINGS, generateProblem, KINDS, LETTERS, nameOf, plural } from "../src/gym";
import { crop } from "../src/pixels";
import { encode } from "./encode";
import { dataMeta } from "./meta";
import { INPUT_SIZE, squared } from "./preprocess";
import { type ProblemRecord, patchClasses, recordOf } from "./record";
import { CHAT_TEMPLATE, IMAGE_TEXT } from "./template";
import { tokenizerFiles } from "./tokenizer";

const files = tokenizerFiles() as Record<string, object>;
const tokenizer = new Tokenizer(files["tokenizer.json"]!, files["tokenizer_config.json"]!);
const idsOf = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false }).ids;
const textOf = (ids: readonly number[]): string => tokenizer.decode([...ids], { skip_special_tokens: false });
const expandImages = (text: string): string => text.replaceAll("<image>", IMAGE_TEXT);

let records: { record: ProblemRecord; images: Uint8Array[] }[];
beforeAll(() => {
  records = Array.from({ length: 24 }, (_, i) => recordOf(500 + i, i * 4));
});

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
    expect(idsOf('<act>box 1 2 3 40 "blue star"</act><answer>10</answer>')).toHaveLength(14);
  });

  it("gives back any text it is given", () => {
    for (const text of [...questions, "naïve Ωmega 漢字 🙂\n\ttabs  and  spaces", "User:Assistant:<act>", " "]) {
      expect(textOf(idsOf(text))).toBe(text);
    }
  });

  it("agrees with the quick encoder on every dialog", () => {
    for (const { record } of records) {
      for (const { ids } of record.dialogs) expect(idsOf(textOf(ids))).toEqual(ids);
    }
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
    const dialog = records[0]!.record.dialogs.find(({ kind }) => kind === "find")!;
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
    const refused = records.flatMap(({ record }) => record.dialogs).find(({ kind }) => kind === "refused")!;
    expect(textOf(refused.ids)).toContain("\nUser: refused<end_of_utterance>\nAssistant:<think>a guess</think>");
    for (const content of ["refused", [text("refused")]]) {
      expect(render([{ role: "user", content }])).toBe("<|im_start|>User: refused<end_of_utterance>\n");
    }
  });
});

describe("an image", () => {
  it("is squared as the engine will square it", () => {
    const { picture } = generateProblem("find", 3);
    for (const [width, height] of [
      [72, 72],
      [90, 67],
      [61, 99],
      [50, 120],
      [384, 384],
      [200, 3],
    ] as const) {
      const part = crop(picture, imageBox(0, 0, width, height));
      const rules = { tileSize: INPUT_SIZE, longestEdge: INPUT_SIZE, splits: false };
      expect(squared(part)).toEqual(cutTiles(part, rules).tiles[0]);
    }
  });
});

describe("a record", () => {
  it("is the same for the same seed", () => {
    expect(recordOf(500, 0)).toEqual(records[0]);
  });

  it("has an image for every image that it names, and for every image token run", () => {
    for (const [i, { record, images }] of records.entries()) {
      expect(images.map(({ length }) => length)).toEqual(new Array(4).fill(INPUT_SIZE * INPUT_SIZE * 3));
      expect(record.image).toBe(i * 4);
      for (const { ids, images: shown } of record.dialogs) {
        expect(textOf(ids).split(IMAGE_TEXT)).toHaveLength(shown.length + 1);
        for (const image of shown) expect(image >= i * 4 && image < i * 4 + 4).toBe(true);
      }
    }
  });

  it("has the dialogs asked for", () => {
    for (const { record } of records) {
      const kinds = record.dialogs.map(({ kind }) => kind);
      const count = (...names: string[]) => kinds.filter((kind) => names.includes(kind)).length;
      expect([count("find"), count("wrong", "empty"), count("list"), count("count")]).toEqual([2, 1, 1, 2]);
      expect(count("refer")).toBeGreaterThanOrEqual(2);
      expect(count("refused")).toBeLessThanOrEqual(1);
    }
  });

  it("teaches the assistant's words and their end, but no wrong look", () => {
    for (const { ids, loss, kind } of records.flatMap(({ record }) => record.dialogs)) {
      const learnt = textOf(ids.filter((_, i) => loss[i] === 1));
      const said = [...textOf(ids).matchAll(/Assistant:(.*?<end_of_utterance>)/gs)].map(([, words]) => words!).join("");
      const isMistake = kind === "wrong" || kind === "empty";
      expect(learnt).toBe(isMistake ? said.replace(/<act>.*?<\/act>/, "") : said);
      expect(loss).toHaveLength(ids.length);
    }
  });

  it("tells of each crop what its dialog says of it", () => {
    for (const { record } of records) {
      for (const { kind, ids, images } of record.dialogs) {
        const shown = images.slice(1).map((image) => record.crops[image - record.image - 1]!);
        const said = textOf(ids);
        const letter = said.match(/<answer>([A-Z])<\/answer>/)?.[1];
        if (kind === "find") expect(LETTERS[shown[0]!.letter - 1]).toBe(letter);
        if (kind === "empty") expect(shown[0]).toMatchObject({ letter: 0, name: 0 });
        if (kind === "wrong") expect(said).toContain(`${nameOf(KINDS[shown[0]!.name - 1]!)}, not the `);
        if (kind === "wrong" || kind === "empty") expect(LETTERS[shown[1]!.letter - 1]).toBe(letter);
      }
    }
  });

  it("marks at least one patch of each object, and no object where there is none", () => {
    for (let seed = 0; seed < 40; seed++) {
      const { scene } = generateProblem("find", seed, 5);
      const patches = patchClasses(scene);
      expect(new Set(patches.filter((patch) => patch > 0))).toEqual(new Set(scene.objects.map(classOf)));
    }
  });

  it("refuses to spell out a word that the tokenizer has no token for", () => {
    expect(() => encode([{ text: "hippopotamus", isLearnt: false }])).toThrow("Not one token");
  });
});
