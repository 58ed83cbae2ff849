// Some systems put their whole prompt before what they ask: tools, rules, worked examples, each with a request of its own.

/** A question up to here is one, and no prompt. */
const LONGEST_QUESTION = 600;

/** What stands before the request itself; of several the last one counts, for those before it are examples. */
const MARKS: readonly RegExp[] = [
  // Visual Sketchpad (Yushi-Hu/VisualSketchpad b038598, agent/prompt.py).
  /#[ \t]*USER REQUEST[ \t]*#[ \t]*:[ \t]*/g,
  /\b(?:solve|answer) the following (?:question|problem)[ \t]*:[ \t]*/gi,
  /^#{0,4}[ \t]*(?:question|problem|task)[ \t]*:[ \t]*/gim,
];
/** What a prompt goes on with after its request. */
const AFTER = /\n\s*(?:Now please generate|Please generate the next|# RESULT #)/;

/** Marks with nothing between them but the picture that they name: `<image_clue_0></image_clue_0>` of PyVision's. */
const AROUND_PICTURE = /<([\w-]{1,40})>\s{0,20}<\/\1>/g;

/** What is asked, out of a question that is a prompt with instructions and examples; the question itself where it is none. */
export function askedIn(told: string): string {
  const question = told.includes("></") ? told.replaceAll(AROUND_PICTURE, "").trim() || told : told;
  if (question.length <= LONGEST_QUESTION) return question;
  let asked = question;
  for (const mark of MARKS) {
    const last = [...asked.matchAll(mark)].at(-1);
    if (last) asked = asked.slice(last.index + last[0].length);
  }
  const [request = ""] = asked.split(AFTER);
  const bracketed = /^\[([^\n]+)\](?:\n|$)/.exec(request);
  return (bracketed?.[1] ?? request).trim() || question;
}
