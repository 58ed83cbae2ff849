import fc from "fast-check";
import { imageBox, imagePoint } from "../../geometry";
import type { Chapter } from "../chapter";
import type { Edit } from "../edit";
import { type JudgementTarget, type JudgementValue, VERDICTS } from "../judgement";
import type { LogEntry } from "../log";
import type { KeptScore, Reference } from "../reference";
import { AUTHORS, type StepBody, WORDS_FORMS } from "../trace";
import {
  addImage,
  derived,
  entry,
  imageId,
  judgement,
  judgementId,
  produced,
  source,
  step,
  stepId,
  traceId,
} from "./build";

// Edits over few names, so that they often meet: steps a to h, images 1 to 3. Many are refused, which is part of it.

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"];
const name = fc.constantFrom(...NAMES);
const digit = fc.constantFrom("1", "2", "3");
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value + 0);
const words = fc.string({ unit: "grapheme", maxLength: 12 });

const body: fc.Arbitrary<StepBody> = fc.oneof(
  words.map((text): StepBody => ({ kind: "thought", text })),
  fc.tuple(words, fc.constantFrom(...WORDS_FORMS)).map(([text, of]): StepBody => ({ kind: "thought", text, of })),
  words.map((text): StepBody => ({ kind: "answer", text })),
  fc
    .tuple(words, fc.array(digit, { maxLength: 2 }))
    .map(([question, digits]): StepBody => ({ kind: "problem", question, images: digits.map(imageId) })),
  fc
    .tuple(digit, fc.boolean())
    .map(([shown, seen]): StepBody => ({ kind: "observation", image: seen ? imageId(shown) : null, text: "" })),
  fc.tuple(digit, finite, finite, finite, finite).map(
    ([on, left, top, width, height]): StepBody => ({
      kind: "action",
      action: { kind: "zoom", image: imageId(on), box: imageBox(left, top, width, height) },
      declared: { space: "pixel", numbers: [left, top, width, height] },
    }),
  ),
  fc.tuple(digit, finite, finite).map(
    ([on, x, y]): StepBody => ({
      kind: "action",
      action: { kind: "point", image: imageId(on), at: imagePoint(x, y), label: "" },
      declared: null,
    }),
  ),
  words.map((text): StepBody => ({ kind: "unparsed", text, code: "unknown-action", at: 0 })),
  digit.map((on): StepBody => ({ kind: "observation", image: imageId(on), text: "", recomputed: true })),
  digit.map(
    (on): StepBody => ({
      kind: "action",
      action: { kind: "zoom", image: imageId(on), box: imageBox(0, 0, 9, 9) },
      declared: { space: "pixel", numbers: [0, 0, 9, 9] },
    }),
  ),
);

const remark: fc.Arbitrary<Edit> = fc
  .tuple(
    name,
    fc.record(
      {
        title: words,
        starred: fc.boolean(),
        removed: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([id, fields]) => ({ kind: "remark", id: stepId(id), remark: fields }));

/** Of the numbers that every imported zoom of these edits has, so that some are accepted. */
const rereading: fc.Arbitrary<Edit> = fc
  .tuple(name, digit, fc.boolean(), fc.constantFrom("pixel" as const, "unit" as const))
  .map(([id, on, isAction, space]) => ({
    kind: "reread",
    id: stepId(id),
    body: isAction
      ? {
          kind: "action",
          action: { kind: "zoom", image: imageId(on), box: imageBox(0, 0, 9, 9) },
          declared: { space, numbers: [0, 0, 9, 9], chosen: true },
        }
      : { kind: "observation", image: imageId(on), text: "", recomputed: true },
  }));

const target: fc.Arbitrary<JudgementTarget> = fc.oneof(
  { weight: 3, arbitrary: name.map((id): JudgementTarget => ({ kind: "step", step: stepId(id) })) },
  fc.constant<JudgementTarget>({ kind: "trace" }),
  fc
    .tuple(name, fc.constantFrom("raw" as const, "text" as const), fc.nat(9), fc.nat(9))
    .map(([id, of, from, to]): JudgementTarget => ({ kind: "words", step: stepId(id), of, from, to })),
  fc
    .tuple(digit, finite, finite)
    .map(([on, x, y]): JudgementTarget => ({ kind: "region", image: imageId(on), box: imageBox(x, y, 9, 9) })),
  fc
    .tuple(name, name)
    .map(([cause, effect]): JudgementTarget => ({ kind: "link", cause: stepId(cause), effect: stepId(effect) })),
  fc
    .tuple(name, words)
    .map(([id, said]): JudgementTarget => ({ kind: "missing-step", after: stepId(id), words: said })),
);

const value: fc.Arbitrary<JudgementValue> = fc.record({
  verdict: fc.constantFrom(...VERDICTS, null),
  tags: fc.array(fc.record({ taxonomy: fc.constant("own"), version: fc.constant("1"), tag: fc.constant("late") }), {
    maxLength: 2,
  }),
  firstError: fc.boolean(),
  decisive: fc.boolean(),
  note: words,
});

const judgementName = fc.constantFrom("j1", "j2", "j3");

const judging: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(judgementName, target, value)
      .map(([id, about, said]): Edit => ({ kind: "add-judgement", judgement: judgement(id, about, said) })),
  },
  fc
    .tuple(judgementName, value, fc.nat())
    .map(([id, said, atMillis]): Edit => ({ kind: "change-judgement", id: judgementId(id), value: said, atMillis })),
  judgementName.map((id): Edit => ({ kind: "remove-judgement", id: judgementId(id) })),
);

const score: fc.Arbitrary<KeptScore> = fc.record({
  name: words,
  value: fc.oneof(finite, fc.boolean(), words),
  about: name.map((id) => ({ kind: "line" as const, leaf: stepId(id) })),
  source: fc.constant({ kind: "log" as const, field: "acc" }),
});

const scoring: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(score, fc.nat(3)).map(([of, index]): Edit => ({ kind: "add-score", score: of, index })),
  fc.nat(2).map((index): Edit => ({ kind: "remove-score", index })),
);

const reference: fc.Arbitrary<Reference> = fc.tuple(words, digit, finite).map(([answer, on, x]) => ({
  answer,
  boxes: [{ image: imageId(on), box: imageBox(x, 0, 9, 9) }],
  points: [{ image: imageId(on), at: imagePoint(x, 1) }],
  source: { kind: "hand" },
}));

const referring: fc.Arbitrary<Edit> = fc
  .tuple(name, fc.option(reference))
  .map(([id, of]) => ({ kind: "set-reference", id: stepId(id), reference: of }));

const searchName = fc.constantFrom("q1", "q2");

const searching: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .tuple(searchName, name, fc.array(words, { maxLength: 2 }))
    .map(
      ([id, root, events]): Edit => ({ kind: "add-search", search: { id, root: stepId(root), plan: "{}", events } }),
    ),
  searchName.map((id): Edit => ({ kind: "remove-search", id })),
  fc.tuple(searchName, words).map(([id, event]): Edit => ({ kind: "add-search-event", id, event })),
  searchName.map((id): Edit => ({ kind: "remove-search-event", id })),
);

const chapterName = fc.constantFrom("c1", "c2", "c3");

const chapter: fc.Arbitrary<Chapter> = fc.record({
  id: chapterName,
  elsewhere: fc.constantFrom(null, null, { trace: traceId("other"), title: "another" }),
  step: name.map(stepId),
  view: fc.option(fc.tuple(digit, finite).map(([on, x]) => ({ image: imageId(on), box: imageBox(x, 0, 9, 9) }))),
  caption: words,
  question: words,
  notes: words,
});

const telling: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(chapter, fc.nat(4)).map(([of, index]): Edit => ({ kind: "add-chapter", chapter: of, index })),
  },
  chapterName.map((id): Edit => ({ kind: "remove-chapter", id })),
  fc.tuple(chapterName, fc.nat(4)).map(([id, index]): Edit => ({ kind: "move-chapter", id, index })),
  fc.tuple(chapterName, words, fc.boolean()).map(
    ([id, caption, alone]): Edit => ({
      kind: "change-chapter",
      id,
      said: alone ? { caption } : { caption, view: null },
    }),
  ),
);

const single: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(name, fc.option(name), body, fc.integer({ min: 0, max: 4 }), fc.constantFrom(...AUTHORS))
      .map(([id, parent, said, index, author]): Edit => {
        return { kind: "add-step", step: { ...step(id, parent, said), author }, index };
      }),
  },
  { weight: 2, arbitrary: name.map((id): Edit => ({ kind: "remove-step", id: stepId(id) })) },
  { weight: 2, arbitrary: remark },
  {
    weight: 2,
    arbitrary: fc
      .tuple(digit, fc.nat(2), name)
      .map(([id, kind, by]) => addImage([source(id), derived(id, "1"), produced(id, by)][kind] ?? source(id))),
  },
  { weight: 1, arbitrary: digit.map((id): Edit => ({ kind: "remove-image", id: imageId(id) })) },
  { weight: 2, arbitrary: rereading },
  { weight: 4, arbitrary: judging },
  { weight: 1, arbitrary: scoring },
  { weight: 1, arbitrary: referring },
  { weight: 2, arbitrary: searching },
  { weight: 2, arbitrary: telling },
  { weight: 1, arbitrary: words.map((title): Edit => ({ kind: "entitle", title })) },
);

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: single },
  { weight: 1, arbitrary: fc.array(single, { maxLength: 4 }).map((edits): Edit => ({ kind: "batch", edits })) },
);

export const anyEntry: fc.Arbitrary<LogEntry> = fc
  .tuple(anyEdit, fc.constantFrom(null, null, "run 1", "run 2"))
  .map(([edit, group]) => entry(edit, group));
