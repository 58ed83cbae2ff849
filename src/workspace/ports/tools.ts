import type { ImageId, ToolFinding, ToolName } from "../../action";
import type { Result } from "../../base";
import type { ImageBox } from "../../geometry";

/** Tools that find something, for whoever calls them by name, as a program does. */
export interface Tools {
  /**
   * What the tool finds on the image, in pixels of it; within `region`, and of `words`, where they are told. Nothing is
   * added to a trace. Refuses with a kebab-case code.
   */
  call(
    name: ToolName,
    args: { readonly region?: ImageBox; readonly words?: string },
    image: ImageId,
  ): Promise<Result<ToolFinding, string>>;
}
