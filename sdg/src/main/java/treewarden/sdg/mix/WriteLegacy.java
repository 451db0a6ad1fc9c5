package treewarden.sdg.mix;

import java.util.LinkedHashMap;
import java.util.Map;

/** The two older forms of the training data, which some tools still read: {@code train} and {@code messages}. */
final class WriteLegacy {
    private final String systemPrompt;
    private final Output train;
    private final Output messages;
    private final String metadata;

    WriteLegacy(String systemPrompt, Output train, Output messages) {
        this.systemPrompt = systemPrompt;
        this.train = train;
        this.messages = messages;
        this.metadata = Json.text(Map.of("system", systemPrompt));
    }

    void write(Pair pair) {
        var simple = new LinkedHashMap<String, Object>();
        simple.put("system", systemPrompt);
        simple.put("user", pair.question());
        simple.put("assistant", pair.answer());
        train.row(Json.line(simple));
        var turn = new LinkedHashMap<String, Object>();
        turn.put("messages", Messages.turn(pair.question(), pair.answer()));
        turn.put("metadata", metadata);
        messages.row(Json.line(turn));
    }
}
