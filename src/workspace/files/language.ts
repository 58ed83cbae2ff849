import type { Language } from "../ports";
import type { Workspace } from "../state";

/** Shows the page in a language, once what it needs for that is there. */
export async function showIn({ edges, view }: Pick<Workspace, "edges" | "view">, language: Language): Promise<void> {
  try {
    await edges.page.loadLanguage(language);
    view.setState({ language });
  } catch {
    view.setState({
      failure: { code: "words-unreachable", message: "The words of this language could not be fetched." },
    });
  }
}
