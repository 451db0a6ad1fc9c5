package treewarden.sdg.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Finish;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;

/**
 * Asks the teacher with the messages that stand in a column, and puts the whole answer into another. The messages are a
 * JSON list of {@code {"role": ..., "content": ...}}; any other text is one message of the user. Turns before the last
 * are told in that message.
 */
record MessagesBlock(String name, String input, String output, Sampling sampling, Amounts amounts) implements AskBlock {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Block read(BlockConfig config) {
        config.value("model_id");
        var generation = Generation.read(config.below("gen_kwargs"));
        var sampling = generation.sampling();
        // As the ecosystem does it: several answers without chance would all be the same.
        boolean needsChance = generation.answers() > 1 && sampling.temperature() <= 0;
        return new MessagesBlock(
                config.name(),
                config.text("input_col"),
                config.text("output_col"),
                needsChance ? sampling.withTemperature(0.7) : sampling,
                new Amounts(generation.answers(), 0));
    }

    @Override
    public List<Asking> asking(Row row) {
        return Generation.asking(row, prompt(row.need(input)), sampling, amounts.answers());
    }

    private static Prompt prompt(String text) {
        var system = new ArrayList<String>();
        var turns = new ArrayList<JsonNode>();
        for (var message : messages(text)) {
            var content = ChatTokens.asText(message.path("content").asText());
            if (message.path("role").asText().equals("system")) {
                system.add(content);
            } else {
                turns.add(message);
            }
        }
        if (turns.isEmpty()) {
            return new Prompt("", ChatTokens.asText(text));
        }
        var user = new StringBuilder();
        for (int i = 0; i < turns.size(); i++) {
            var content = ChatTokens.asText(turns.get(i).path("content").asText());
            if (turns.size() > 1) {
                user.append('[').append(turns.get(i).path("role").asText()).append("]\n");
            }
            user.append(content).append(i + 1 < turns.size() ? "\n\n" : "");
        }
        return new Prompt(String.join("\n", system), user.toString());
    }

    /** The messages; none where the text is no list of them. */
    private static List<JsonNode> messages(String text) {
        var messages = new ArrayList<JsonNode>();
        if (text.strip().startsWith("[")) {
            try {
                for (var message : JSON.readTree(text)) {
                    boolean sound = message.path("content").isTextual()
                            && Set.of("system", "user", "assistant")
                                    .contains(message.path("role").asText());
                    if (!sound) {
                        return List.of();
                    }
                    messages.add(message);
                }
            } catch (JsonProcessingException e) {
                return List.of();
            }
        }
        return messages;
    }

    @Override
    public Reading read(Asking asking, Answer answer) {
        var text = LlmBlock.said(answer).strip();
        if (answer.finish() == Finish.LENGTH) {
            return new Reading.Unusable("was cut off at its longest length");
        }
        return text.isEmpty()
                ? new Reading.Unusable("is empty")
                : new Reading.Made(List.of(asking.row().with(output, text)), 0);
    }

    @Override
    public AskBlock withAmounts(Amounts other) {
        return new MessagesBlock(name, input, output, sampling, other);
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(input), problems);
        return Columns.plus(before, List.of(output));
    }
}
