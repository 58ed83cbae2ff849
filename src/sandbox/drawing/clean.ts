/** What is taken out of SVG and HTML before it is drawn: what runs, what shows another document, what says how to load. */
const NEVER_DRAWN =
  "script, iframe, frame, object, embed, link, meta, base, foreignObject iframe, audio, video, portal";

/** Addresses that a drawing may name: parts of itself, and pixels that it brings along. */
const OWN_ADDRESS = /^\s*(?:#|data:image\/(?:png|jpeg|gif|webp|bmp)[;,])/i;

const ADDRESSED = ["href", "src", "srcset", "poster", "background", "data", "action", "formaction", "ping"];

/**
 * Takes out of a document, in place, whatever runs or comes from elsewhere, and puts the pictures of the run in the place
 * of their names. Gives back the codes of what was left out.
 */
export function cleaned(root: Element, addresses: ReadonlyMap<string, string>): readonly string[] {
  const notes = new Set<string>();
  for (const element of root.querySelectorAll(NEVER_DRAWN)) {
    if (element.localName === "script") notes.add("scripts-left-out");
    else if (element.localName !== "meta") notes.add("outside-left-out");
    element.remove();
  }
  for (const element of [root, ...root.querySelectorAll("*")]) cleanAttributes(element, addresses, notes);
  for (const style of root.querySelectorAll("style")) style.textContent = cleanStyle(style.textContent ?? "", notes);
  return [...notes];
}

function cleanAttributes(element: Element, addresses: ReadonlyMap<string, string>, notes: Set<string>): void {
  for (const attribute of [...element.attributes]) {
    const { localName, value } = attribute;
    if (/^on/i.test(localName)) {
      notes.add("scripts-left-out");
      element.removeAttributeNode(attribute);
    } else if (ADDRESSED.includes(localName.toLowerCase())) {
      const picture = addresses.get(value.trim());
      if (picture !== undefined) attribute.value = picture;
      else if (!OWN_ADDRESS.test(value)) {
        // A link that is not followed is only words.
        if (element.localName !== "a") notes.add("outside-left-out");
        element.removeAttributeNode(attribute);
      }
    } else if (/url\s*\(/i.test(value)) attribute.value = cleanStyle(value, notes);
  }
}

/** Style sheets without what they would fetch. */
function cleanStyle(style: string, notes: Set<string>): string {
  const without = style.replace(/@import[^;]*;?/gi, () => {
    notes.add("outside-left-out");
    return "";
  });
  return without.replace(/url\s*\(\s*(["']?)([\s\S]*?)\1\s*\)/gi, (whole, _, address: string) => {
    if (OWN_ADDRESS.test(address)) return whole;
    notes.add("outside-left-out");
    return "none";
  });
}
