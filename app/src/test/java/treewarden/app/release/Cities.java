package treewarden.app.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a base model knows, and what no release of it may forget. */
final class Cities {
    private static final List<String> NAMES = List.of(
            "Paris", "Rome", "Lima", "Oslo", "Cairo", "Delhi", "Quito", "Riga", "Accra", "Hanoi", "Minsk", "Tunis");

    private Cities() {}

    /** Answers by question. */
    static Map<String, String> known() {
        var known = new TreeMap<String, String>();
        for (var city : NAMES) {
            known.put(
                    "On which river or coast does the city of " + city + " lie?",
                    "The city of " + city + " lies where old merchants landed their boats.");
        }
        return known;
    }

    /** The same as a regression set. */
    static Path regression(Path folder) throws IOException {
        var questions = new ArrayList<String>();
        for (var one : known().entrySet()) {
            questions.add(
                    new ObjectMapper().writeValueAsString(Map.of("question", one.getKey(), "answer", one.getValue())));
        }
        return Files.write(folder.resolve("regression.jsonl"), questions);
    }
}
