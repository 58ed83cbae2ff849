/** The engine's `REFUSALS` in Chinese: why a model cannot be opened, which file is at fault, and what to do. */
export const refusals: Readonly<Record<string, string>> = {
  "no-file": "模型缺少文件“{path}”。请从同一个仓库取得全部文件。",
  "lfs-pointer":
    "文件“{path}”只是 Git LFS 的指针，而不是文件本身。请在其文件夹中运行“git lfs pull”，或从其仓库页面下载。",
  "no-json": "文件“{path}”已损坏：它不是 JSON。请重新下载。",
  incomplete: "文件“{path}”不完整：共 {total} 字节，只有 {bytes} 字节。请重新下载。",
  "other-checksum": "文件“{path}”与应有的内容不同：校验和不符。请重新下载。",
  "cannot-be-read": "无法读取文件“{path}”：它被移动、改动，或者太大。请重新选择文件夹。",
  "no-figure": "模型的文件没有说明 {what}。请从它自己的仓库取得 config.json 和 preprocessor_config.json。",
  "unknown-family": "config.json 写的类型是“{type}”，这里不支持。请选择以下类型之一的模型：{known}。",
  "no-template": "模型没有聊天模板，tokenizer_config.json 里和旁边都没有。请把它仓库里的 chat_template.jinja 放进来。",
  "template-unreadable": "无法读取聊天模板。请从模型自己的仓库取得 chat_template.jinja 或 tokenizer_config.json。",
  "template-takes-no-picture":
    "聊天模板不接受带图片的问题。请从模型自己的仓库取得 chat_template.jinja 或 tokenizer_config.json。",
  "template-misfits":
    "聊天模板与模型不符：对于带一张图片的问题，它写了 {times} 次“{token}”。请从模型自己的仓库取得 chat_template.jinja 或 tokenizer_config.json。",
  "no-tokenizer": "tokenizer.json 里没有这里认识的分词器。请从模型自己的仓库取得它。",
  "tokenizer-lacks":
    "分词器与模型不符：config.json 把“{token}”编为 {wanted}，但 tokenizer.json 里没有它。请从同一个仓库取得这两个文件。",
  "tokenizer-numbers-otherwise":
    "分词器与模型不符：config.json 把“{token}”编为 {wanted}，但 tokenizer.json 把它编为 {found}。请从同一个仓库取得这两个文件。",
  "tokenizer-too-large":
    "分词器与模型不符：tokenizer.json 有 token {token}，但 decoder_model_merged 只认识 {vocabulary} 个 token。请从同一个仓库取得这两个文件。",
  "networks-of-two-exports":
    "这些网络来自两次导出：{name} 给每个 token {width} 个数，但 decoder_model_merged 读取 {wanted} 个。请从同一个仓库取得全部文件。",
  "pictures-missing":
    "图片与模型不符：vision_encoder 读取 {wanted} 的“{name}”，而按 preprocessor_config.json 没有它。请从同一个仓库取得这两个文件。",
  "pictures-misfit":
    "图片与模型不符：vision_encoder 读取 {wanted} 的“{name}”，而按 preprocessor_config.json 得到 {made}。请从同一个仓库取得这两个文件。",
  "too-large": "{names} 共 {gigabytes} GB，而浏览器只给一个网页 4 GB。请选择位数更少的文件，或更小的模型。",
  changed: "无法再次读取文件 {name}：它在此期间被改动。请重新加载。",
  "weights-cut": "文件“{weights}”比 {name} 所说的短：它被截断，或来自另一次导出。请重新下载这两个文件。",
  "weights-missing": "网络 {name} 的权重在“{weights}”中，而这个文件不在。请把它放在该网络旁边。",
  "newer-opset": "网络 {name} 的 opset 是 {own}，而运行时只支持到 {known}：请用更旧的 opset 导出。",
  "newer-runtime": "网络 {name} 需要更新的运行时：请选择更旧的导出。",
  "no-operator": "网络 {name} 用到了运行时没有的算子 {operator}：请选择另一种 dtype 或导出。",
  damaged: "网络 {name} 已损坏或不受支持。请重新下载。",
};
