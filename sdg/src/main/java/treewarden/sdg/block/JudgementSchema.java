package treewarden.sdg.block;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import treewarden.sdg.teacher.JsonSchemaFormat;

/** The JSON schema of a judgement: what servers with structured output hold a teacher to. */
final class JudgementSchema {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A scale of so many whole numbers is written as a choice, which all servers understand. */
    private static final int MOST_CHOICES = 11;

    private JudgementSchema() {}

    static JsonSchemaFormat of(Judge judge, List<String> columns) {
        var schema = JSON.createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = JSON.createArrayNode();
        // A reason that is given before the score can still change it.
        columns.stream().filter(column -> !column.equals(judge.score())).forEach(column -> {
            properties.putObject(column).put("type", "string");
            required.add(column);
        });
        score(judge.scale(), properties.putObject(judge.score()));
        required.add(judge.score());
        schema.set("required", required);
        schema.put("additionalProperties", false);
        return new JsonSchemaFormat("judgement", schema.toString());
    }

    private static void score(Scale scale, ObjectNode property) {
        if (scale instanceof Scale.Words words) {
            var choices = property.put("type", "string").putArray("enum");
            for (int i = words.worstToBest().size() - 1; i >= 0; i--) {
                choices.add(words.worstToBest().get(i));
            }
        } else if (scale instanceof Scale.Numbers numbers) {
            double steps = numbers.to() - numbers.from();
            if (numbers.from() == Math.rint(numbers.from()) && steps == Math.rint(steps) && steps < MOST_CHOICES) {
                var choices = property.put("type", "integer").putArray("enum");
                for (long number = (long) numbers.to(); number >= numbers.from(); number--) {
                    choices.add(number);
                }
            } else {
                property.put("type", "number").put("minimum", numbers.from()).put("maximum", numbers.to());
            }
        }
    }
}
