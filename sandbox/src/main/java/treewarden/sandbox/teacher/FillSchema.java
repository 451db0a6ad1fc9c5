package treewarden.sandbox.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import treewarden.sandbox.http.Json;

/** Answers with a value of a JSON Schema: texts by the names of their properties, numbers and choices as a judge would. */
final class FillSchema {

    private static final int DEEPEST = 8;

    private final Prompt prompt;
    private final long hash;
    private final Judge judge;

    FillSchema(Prompt prompt, long hash) {
        this.prompt = prompt;
        this.hash = hash;
        this.judge = new Judge(prompt, hash);
    }

    JsonNode fill(JsonNode schema) {
        return fill("answer", schema, 0);
    }

    private JsonNode fill(String name, JsonNode schema, int depth) {
        var nodes = JsonNodeFactory.instance;
        if (schema.path("enum").size() > 0) {
            // By convention the good end of a choice stands first.
            int last = schema.get("enum").size() - 1;
            return schema.get("enum").get((int) Math.round((1 - judge.goodness()) * last));
        }
        return switch (schema.path("type").asText("string")) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "boolean" -> nodes.booleanNode(judge.isGood());
            case "integer" -> nodes.numberNode(number(schema));
            case "number" -> nodes.numberNode((double) number(schema));
            default -> nodes.textNode(Rules.write(prompt, hash + depth, name, 1).get(0));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var json = Json.object();
        if (depth < DEEPEST) {
            schema.path("properties")
                    .properties()
                    .forEach(one -> json.set(one.getKey(), fill(one.getKey(), one.getValue(), depth + 1)));
        }
        return json;
    }

    private JsonNode array(String name, JsonNode schema, int depth) {
        var json = Json.array();
        int least = schema.path("minItems").asInt(1);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        int count = Math.max(least, Math.min(most, Wanted.count(prompt.instructions(), 1)));
        for (int i = 0; i < count && depth < DEEPEST; i++) {
            json.add(new FillSchema(prompt, hash + 31L * (i + 1)).fill(name, schema.path("items"), depth + 1));
        }
        return json;
    }

    private int number(JsonNode schema) {
        boolean bounded = schema.has("minimum") && schema.has("maximum");
        if (bounded) {
            return schema.get(judge.isGood() ? "maximum" : "minimum").asInt();
        }
        var verdict = judge.verdict();
        return verdict.chars().allMatch(Character::isDigit) ? Integer.parseInt(verdict) : judge.isGood() ? 1 : 0;
    }
}
