"""A tokenizer, and where asked for a language model of random weights, made on the spot: nothing is downloaded.

Run in the environment that has transformers. Arguments: the folder to write, `tokenizer` or `model`, and files whose text
the tokenizer learns its words from.
"""

import pathlib
import sys

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, PreTrainedTokenizerFast

BOS, EOS, PAD = "<|begin|>", "<|end|>", "<|pad|>"
TEMPLATE = (
    "{{ '" + BOS + "' }}"
    "{% for message in messages %}"
    "{{ '<|' + message['role'] + '|>\n' + message['content'] + '" + EOS + "' + '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)


def main():
    folder, kind, *texts = sys.argv[1:]
    tokenizer = learn(texts)
    tokenizer.save_pretrained(folder)
    config = two_layers(tokenizer)
    config.save_pretrained(folder)
    if kind == "model":
        random_model(config).save_pretrained(folder)


def learn(files):
    """Byte-level, so that any text can be written with it; merges are learnt where there are files to learn from."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000 if files else 256,
        special_tokens=[BOS, EOS, PAD, "<|system|>", "<|user|>", "<|assistant|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    lines = (line for file in files for line in pathlib.Path(file).open(encoding="utf-8"))
    tokenizer.train_from_iterator(lines, trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=BOS, eos_token=EOS, pad_token=PAD, chat_template=TEMPLATE
    )


def two_layers(tokenizer):
    return LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=4,
        max_position_embeddings=8192,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )


def random_model(config):
    """What it says is noise, and after some 40 tokens of that it is more and more inclined to end."""
    import torch
    from transformers import LlamaForCausalLM

    torch.manual_seed(7)
    model = LlamaForCausalLM(config)
    model.generation_config.do_sample = True
    model.generation_config.exponential_decay_length_penalty = (40, 1.2)
    return model


main()
