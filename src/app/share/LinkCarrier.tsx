import { useState } from "react";
import {
  COMFORTABLE_LINK_LETTERS,
  hostedLinkOf,
  lettersOfLink,
  linkOf,
  MOST_LINK_LETTERS,
  type Prepared,
} from "../../workspace/sharing";
import { copyText } from "../binding/copy";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, SwitchField } from "../controls";
import { Carrier } from "./Carrier";
import { useShareWords } from "./useShare";

/** The trace in an address, as far as an address may be long; how to link to a file where it is longer. */
export function LinkCarrier({ prepared }: { prepared: Prepared }) {
  const workspace = useWorkspace();
  const words = useShareWords();
  const [withLook, setWithLook] = useState(false);
  // The link names where one is, and what is in sight.
  useSession(({ place }) => place);
  useView(({ seen, language, theme }) => ({ seen, language, theme }));
  const letters = lettersOfLink(prepared);
  if (letters > MOST_LINK_LETTERS)
    return (
      <Carrier title={words.link} about={words.linkTooLong(letters, MOST_LINK_LETTERS)}>
        <code className="share-code">{hostedLinkOf(workspace, "./")}</code>
        <code className="share-code">{hostedLinkOf(workspace, "./embed.html")}</code>
      </Carrier>
    );
  const link = linkOf(workspace, prepared, withLook);
  return (
    <Carrier title={words.link} about={words.linkAbout}>
      <p className="share-aside">
        {words.linkLetters(link.length)} {link.length > COMFORTABLE_LINK_LETTERS ? words.linkLong : ""}
      </p>
      <SwitchField label={words.withLook} checked={withLook} onChange={setWithLook} />
      <div className="share-row">
        <Button tone="human" data-link={link} onClick={() => void copyText(workspace, link)}>
          {words.copyLink}
        </Button>
        <Button onClick={() => void copyText(workspace, frameOf(link))}>{words.copyEmbed}</Button>
      </div>
    </Carrier>
  );
}

/** What shows the player in a page. A link has no sign that would end the attribute. */
const frameOf = (link: string): string =>
  `<iframe src="${link.replace("#", "embed.html#").replaceAll("&", "&amp;")}" title="Sightline" loading="lazy" style="width:100%;height:480px;border:0"></iframe>`;
