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

/** What is asked, out of a question that is a prompt with instructions and examples; the question itself where it is none. */
export function askedIn(question: string): string {
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
