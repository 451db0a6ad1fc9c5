package treewarden.sdg.block;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.teacher.JsonSchemaFormat;

/**
 * What makes a block a judge: which of its columns is the score, on which scale, and which is the reason. It stands in
 * a pipeline file as {@code treewarden: {judge: {score: score, scale: [1, 3], reason: evaluation}}}, and is ours: in
 * the rest of the ecosystem a judge is a block like any other.
 */
record Judge(String score, Scale scale, @Nullable String reason) {
    static @Nullable Judge read(BlockConfig ours, List<String> columns) {
        if (!ours.has("judge")) {
            return null;
        }
        var config = ours.below("judge");
        var score = config.text("score");
        var reason = config.has("reason") ? config.text("reason") : null;
        for (var column : reason == null ? List.of(score) : List.of(score, reason)) {
            if (!columns.contains(column)) {
                ours.problems("judge").add("the judge's column " + column + " is none of its output columns");
            }
        }
        var scale = Scale.of(config.value("scale") instanceof List<?> ends ? ends : List.of());
        if (scale.isEmpty()) {
            config.wants("scale", "two numbers, or words from the worst to the best");
        }
        config.end();
        return new Judge(score, scale.orElseGet(() -> new Scale.Numbers(0, 1)), reason);
    }

    /** The form of a judgement in JSON: an entry for each column in their order, so that the reason comes first. */
    JsonSchemaFormat format(List<String> columns) {
        return JudgementSchema.of(this, columns);
    }

    /** The row with the judgement in the answer's items: exactly one, on the scale. */
    AskBlock.Reading read(Row row, List<Map<String, String>> items) {
        if (items.size() != 1) {
            return new AskBlock.Reading.Unusable("gives " + items.size() + " judgements where one was asked for");
        }
        var item = items.get(0);
        var text = item.getOrDefault(score, "");
        return scale.read(text)
                .<AskBlock.Reading>map(given -> new AskBlock.Reading.Made(
                        List.of(row.with(item)
                                .with(score, given.text())
                                .judged(new Judgement(score, given.score(), why(item)))),
                        0))
                .orElseGet(() -> new AskBlock.Reading.Unusable(scale.refusal(text)));
    }

    private String why(Map<String, String> item) {
        var text = reason == null ? "" : item.getOrDefault(reason, "");
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .map(Judge::shortened)
                .orElse("");
    }

    /** One line of at most 300 characters, without characters that nobody sees. */
    private static String shortened(String line) {
        var out = new StringBuilder();
        line.codePoints().filter(c -> !Printable.isInvisible(c)).limit(300).forEach(out::appendCodePoint);
        return out.toString();
    }
}
