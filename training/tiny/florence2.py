"""A tiny Florence-2: an encoder reads the picture and the words of a task, a decoder writes labels and places.

Names of files, inputs and outputs are those of onnx-community/Florence-2-base-ft, as transformers.js 4.3.2 feeds them
(models/florence2, modeling_utils.js). Its decoder is "merged": keys and values of the encoder are computed in the first
run and handed back in the others, where use_cache_branch is true.
"""

from __future__ import annotations

import io

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from PIL import Image
from transformers import (
    BartConfig,
    CLIPImageProcessor,
    Florence2Config,
    Florence2ForConditionalGeneration,
    Florence2Processor,
    PreTrainedTokenizerFast,
)

from golden import paint
from graphs import GraphBuilder
from tiny import blocks
from tiny.blocks import floats, integers, scalar

SIDE, HIDDEN, HEADS, LAYERS = 32, 32, 2, 2
# The real one has a thousand.
LOCATIONS = [f"<loc_{place}>" for place in range(40)]
TOKENS = ["<s>", "<pad>", "</s>", "<unk>", "<image>", *LOCATIONS]
TASKS = [
    {"task": "<OD>", "image": "wide"},
    {"task": "<CAPTION_TO_PHRASE_GROUNDING>", "input": "a red circle and a star", "image": "tall"},
    {"task": "<OPEN_VOCABULARY_DETECTION>", "input": "blue star", "image": "small"},
    {"task": "<OCR_WITH_REGION>", "image": "thin"},
]
GREEDY_TOKENS = 10
ENDS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
CHAT_TEMPLATE = ""
IMAGE_PROCESSOR = {
    "image_processor_type": "CLIPImageProcessor",
    "crop_size": {"height": SIDE, "width": SIDE},
    "do_center_crop": False,
    "do_convert_rgb": True,
    "do_normalize": True,
    "do_rescale": True,
    "do_resize": True,
    "image_mean": [0.485, 0.456, 0.406],
    "image_seq_length": 5,
    "image_std": [0.229, 0.224, 0.225],
    "resample": 3,
    "size": {"height": SIDE, "width": SIDE},
}


def processor(tokenizer: PreTrainedTokenizerFast) -> Florence2Processor:
    tokenizer.image_token, tokenizer.image_token_id = "<image>", tokenizer.convert_tokens_to_ids("<image>")
    return Florence2Processor(CLIPImageProcessor(**IMAGE_PROCESSOR), tokenizer)


def settings_files(settings: Florence2Config) -> dict[str, dict]:
    text = settings.text_config
    return {
        "preprocessor_config.json": IMAGE_PROCESSOR,
        "generation_config.json": {
            "bos_token_id": text.bos_token_id,
            "decoder_start_token_id": text.decoder_start_token_id,
            "eos_token_id": text.eos_token_id,
            "forced_bos_token_id": text.bos_token_id,
        },
    }


def config(vocabulary: int, ids: dict[str, int]) -> Florence2Config:
    text = BartConfig(
        vocab_size=vocabulary,
        d_model=HIDDEN,
        encoder_layers=LAYERS,
        decoder_layers=LAYERS,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=40,
        decoder_ffn_dim=40,
        max_position_embeddings=96,
        bos_token_id=ids["<s>"],
        pad_token_id=ids["<pad>"],
        eos_token_id=ids["</s>"],
        decoder_start_token_id=ids["</s>"],
        forced_bos_token_id=ids["<s>"],
    )
    vision = {
        "model_type": "florence_vision",
        "depths": [1, 1],
        "patch_size": [7, 3],
        "patch_stride": [4, 4],
        "patch_padding": [3, 1],
        "patch_prenorm": [False, True],
        "embed_dim": [8, 16],
        "num_heads": [2, 2],
        "num_groups": [2, 2],
        "window_size": 4,
        "mlp_ratio": 2.0,
        "projection_dim": HIDDEN,
        "max_temporal_embeddings": 4,
        "max_position_embeddings": 4,
    }
    return Florence2Config(
        text_config=text.to_dict(), vision_config=vision, image_token_id=ids["<image>"], tie_word_embeddings=True
    )


def model(settings: Florence2Config) -> Florence2ForConditionalGeneration:
    return Florence2ForConditionalGeneration._from_config(settings, attn_implementation="eager")


def packed(processor: Florence2Processor, name: str, size: tuple[int, int]) -> dict:
    """Some numbers of each channel: the channels are normalised differently, so that bytes would say less."""
    image = Image.fromarray(paint(*size))
    values = processor.image_processor(image, return_tensors="pt")["pixel_values"][0].numpy()
    places = [(place % 3, (7 * place) % SIDE, (11 * place) % SIDE) for place in range(24)]
    samples = [{"at": list(at), "value": float(values[at])} for at in places]
    return {"image": name, "sum": float(values.astype(np.float64).sum()), "samples": samples}


@torch.no_grad()
def told(network: Florence2ForConditionalGeneration, processor: Florence2Processor, task: dict, size: tuple) -> dict:
    """Words of the task as ids, and what is written greedily after the two forced tokens."""
    text = task["task"] + task.get("input", "")
    inputs = processor(text=text, images=Image.fromarray(paint(*size)), add_special_tokens=False, return_tensors="pt")
    settings = network.config.text_config
    line = torch.tensor([[settings.decoder_start_token_id, settings.bos_token_id]])
    greedy, logprobs = [], []
    for _ in range(GREEDY_TOKENS):
        row = network(**inputs, decoder_input_ids=line, use_cache=False).logits[0, -1]
        allowed = row.clone()
        allowed[network.config.image_token_id] = -torch.inf
        word = int(allowed.argmax())
        greedy.append(word)
        logprobs.append(float(torch.log_softmax(row.double(), dim=-1)[word]))
        line = torch.cat([line, torch.tensor([[word]])], dim=1)
    ids = [int(word) for word in inputs["input_ids"][0] if word != network.config.image_token_id]
    return {**task, "ids": ids, "greedy": {"ids": greedy, "logprobs": logprobs}}


def golden_values(network: Florence2ForConditionalGeneration, processor: Florence2Processor, pictures: dict) -> dict:
    return {
        "packed": [packed(processor, name, size) for name, size in pictures.items()],
        "tasks": [told(network, processor, task, pictures[task["image"]]) for task in TASKS],
    }


class Seeing(torch.nn.Module):
    """pixel_values [1,3,side,side] → image_features [1,tokens,H]."""

    def __init__(self, network: Florence2ForConditionalGeneration) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixel_values: torch.Tensor) -> torch.Tensor:
        return self.network.model.get_image_features(pixel_values).pooler_output


def vision_encoder(network: Florence2ForConditionalGeneration) -> onnx.ModelProto:
    """Every size is known, so that tracing gives the whole network."""
    program = torch.onnx.export(
        Seeing(network),
        (torch.zeros(1, 3, SIDE, SIDE),),
        input_names=["pixel_values"],
        output_names=["image_features"],
        opset_version=18,
        dynamo=True,
        verbose=False,
    )
    stream = io.BytesIO()
    program.save(stream)
    traced = onnx.load_from_string(stream.getvalue())
    # Each node carries the lines of Python that it came from, ten times what it says.
    for node in traced.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    del traced.graph.value_info[:]
    del traced.graph.metadata_props[:]
    return traced


def graphs(network: Florence2ForConditionalGeneration) -> dict[str, onnx.ModelProto]:
    weights = network.state_dict()
    embedder = GraphBuilder("embed_tokens", weights, half=True)
    return {
        "vision_encoder.onnx": vision_encoder(network),
        "embed_tokens.onnx": blocks.token_embedder(embedder, "model.language_model.shared.weight", HIDDEN),
        "encoder_model.onnx": encoder(weights),
        "decoder_model_merged.onnx": decoder(weights),
    }


def _start(g: GraphBuilder, root: str, positions: str) -> str:
    """Embeddings with the learned positions, which Bart keeps from the third row on, normed."""
    offset = g.op("Add", positions, scalar(g, 2, np.int64))
    learned = g.op("Gather", g.weight(f"{root}.embed_positions.weight"), offset, axis=0)
    return blocks.layer_norm(g, g.op("Add", "inputs_embeds", learned), f"{root}.layernorm_embedding", 1e-5)


def _counted(g: GraphBuilder, start: str, end: str) -> str:
    return g.op("Range", start, end, scalar(g, 1, np.int64))


def _size(g: GraphBuilder, x: str, axis: int) -> str:
    return g.op("Squeeze", blocks.size_of(g, x, axis), g.shape(0))


def _heads(g: GraphBuilder, x: str, name: str) -> str:
    return blocks.heads_first(g, blocks.split_heads(g, g.linear(x, name), HEADS, HIDDEN // HEADS))


def _after(g: GraphBuilder, x: str, added: str, norm: str) -> str:
    return blocks.layer_norm(g, g.op("Add", x, added), norm, 1e-5)


def _mlp(g: GraphBuilder, x: str, layer: str) -> str:
    inner = blocks.gelu(g, g.linear(x, f"{layer}.fc1"), "gelu")
    return _after(g, x, g.linear(inner, f"{layer}.fc2"), f"{layer}.final_layer_norm")


def _hidden(g: GraphBuilder, mask: str) -> str:
    """Added to the scores where a mask [B,S] says nought."""
    off = g.op("Sub", scalar(g, 1), g.op("Cast", mask, to=TensorProto.FLOAT))
    return g.op("Unsqueeze", g.op("Mul", off, scalar(g, -1e9)), g.shape(1, 2))


def encoder(weights: dict) -> onnx.ModelProto:
    """inputs_embeds [B,S,H], attention_mask [B,S] → last_hidden_state [B,S,H]."""
    g = GraphBuilder("encoder_model", weights, half=True)
    root = "model.language_model.encoder"
    x = _start(g, root, _counted(g, scalar(g, 0, np.int64), _size(g, "inputs_embeds", 1)))
    mask = _hidden(g, "attention_mask")
    for i in range(LAYERS):
        layer = f"{root}.layers.{i}"
        q, k, v = (_heads(g, x, f"{layer}.self_attn.{part}_proj") for part in "qkv")
        mixed = blocks.merge_heads(g, blocks.plain_attention(g, q, k, v, (HIDDEN // HEADS) ** -0.5, mask), HIDDEN)
        x = _after(g, x, g.linear(mixed, f"{layer}.self_attn.out_proj"), f"{layer}.self_attn_layer_norm")
        x = _mlp(g, x, layer)
    g.op("Identity", x, outputs=("last_hidden_state",))
    size = ("batch_size", "encoder_sequence_length")
    inputs = [floats("inputs_embeds", *size, HIDDEN), integers("attention_mask", *size)]
    return g.finish(inputs, [floats("last_hidden_state", *size, HIDDEN)])


def _either(g: GraphBuilder, layer: int, part: str, fresh: str) -> str:
    """What the first run has computed of the encoder; later runs give back a stand-in of no length, as optimum's do."""
    past, present = f"past_key_values.{layer}.encoder.{part}", f"present.{layer}.encoder.{part}"
    used = g.op("Squeeze", "use_cache_branch")

    def branch(name: str, of: str) -> onnx.GraphProto:
        node = helper.make_node("Identity", [of], [f"{name}_{layer}_{part}"])
        return helper.make_graph([node], name, [], [floats(f"{name}_{layer}_{part}", *([None] * 4))])

    kept = g.op("If", used, then_branch=branch("held", past), else_branch=branch("fresh", fresh))
    empty = g.op("Slice", kept, g.shape(0), g.shape(0), g.shape(2))
    g.op(
        "If",
        used,
        outputs=(present,),
        then_branch=branch("stand_in", empty),
        else_branch=branch("given", kept),
    )
    return kept


def decoder(weights: dict) -> onnx.ModelProto:
    g = GraphBuilder("decoder_model_merged", weights, half=True)
    root = "model.language_model.decoder"
    new, past = _size(g, "inputs_embeds", 1), _size(g, "past_key_values.0.decoder.key", 2)
    total = g.op("Add", past, new)
    positions = _counted(g, past, total)
    x = _start(g, root, positions)
    later = g.op(
        "Less",
        g.op("Unsqueeze", positions, g.shape(1)),
        g.op("Unsqueeze", _counted(g, scalar(g, 0, np.int64), total), g.shape(0)),
    )
    causal = g.op("Where", later, scalar(g, -1e9), scalar(g, 0))
    crossed = _hidden(g, "encoder_attention_mask")
    scale, width = (HIDDEN // HEADS) ** -0.5, HIDDEN // HEADS
    inputs = [
        integers("encoder_attention_mask", "batch_size", "encoder_sequence_length"),
        floats("encoder_hidden_states", "batch_size", "encoder_sequence_length", HIDDEN),
        floats("inputs_embeds", "batch_size", "decoder_sequence_length", HIDDEN),
    ]
    outputs = [floats("logits", "batch_size", "decoder_sequence_length", weights["lm_head.weight"].shape[0])]
    for i in range(LAYERS):
        layer = f"{root}.layers.{i}"
        kept = {}
        for part, name in (("k", "key"), ("v", "value")):
            present = f"present.{i}.decoder.{name}"
            held = f"past_key_values.{i}.decoder.{name}"
            g.op("Concat", held, _heads(g, x, f"{layer}.self_attn.{part}_proj"), outputs=(present,), axis=2)
            kept[part] = present
        q = _heads(g, x, f"{layer}.self_attn.q_proj")
        mixed = blocks.merge_heads(g, blocks.plain_attention(g, q, kept["k"], kept["v"], scale, causal), HIDDEN)
        x = _after(g, x, g.linear(mixed, f"{layer}.self_attn.out_proj"), f"{layer}.self_attn_layer_norm")
        cross = f"{layer}.encoder_attn"
        k, v = (
            _either(g, i, name, _heads(g, "encoder_hidden_states", f"{cross}.{part}_proj"))
            for part, name in (("k", "key"), ("v", "value"))
        )
        q = _heads(g, x, f"{cross}.q_proj")
        mixed = blocks.merge_heads(g, blocks.plain_attention(g, q, k, v, scale, crossed), HIDDEN)
        x = _after(g, x, g.linear(mixed, f"{cross}.out_proj"), f"{layer}.encoder_attn_layer_norm")
        x = _mlp(g, x, layer)
        for side in ("decoder", "encoder"):
            for name in ("key", "value"):
                shape = ("batch_size", HEADS, f"past_{side}_sequence_length", width)
                inputs.append(floats(f"past_key_values.{i}.{side}.{name}", *shape))
                outputs.append(floats(f"present.{i}.{side}.{name}", "batch_size", HEADS, f"{side}_length", width))
    inputs.append(helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1]))
    g.op("Identity", g.linear(x, "lm_head"), outputs=("logits",))
    return g.finish(inputs, outputs)
